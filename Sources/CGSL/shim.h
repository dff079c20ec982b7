// What Kendall uses of the GNU Scientific Library, as one module.
#ifndef KENDALL_CGSL_SHIM_H
#define KENDALL_CGSL_SHIM_H

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

// Swift takes the library's global variables for state that anybody may change.
static inline gsl_qrng *kendall_sobol(unsigned int dimensions) {
  return gsl_qrng_alloc(gsl_qrng_sobol, dimensions);
}

#endif
