// What Kendall uses of libxlsxwriter, as one module.
#ifndef KENDALL_CXLSX_SHIM_H
#define KENDALL_CXLSX_SHIM_H

#include <xlsxwriter.h>

#endif
