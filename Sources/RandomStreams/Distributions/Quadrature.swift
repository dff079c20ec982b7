/// Adaptive integration by the 7-point Gauss and 15-point Kronrod rules (Piessens et al.,
/// QUADPACK, 1983): the interval with the greatest estimated error is halved until the sum of the
/// errors is small.
///
/// GSL has the same method, but takes a C function, which cannot hold a span of tables.
enum Quadrature {
  private struct Piece {
    var lower: Double
    var upper: Double
    var value: Double
    var error: Double
  }

  /// Kronrod's nodes and weights, with Gauss' weights where the node is one of his.
  private static let nodes: [(x: Double, kronrod: Double, gauss: Double)] = [
    (0.991455371120812639206854697526329, 0.022935322010529224963732008058970, 0),
    (
      0.949107912342758524526189684047851, 0.063092092629978553290700663189204,
      0.129484966168869693270611432679082
    ),
    (0.864864423359769072789712788640926, 0.104790010322250183839876322541518, 0),
    (
      0.741531185599394439863864773280788, 0.140653259715525918745189590510238,
      0.279705391489276667901467771423780
    ),
    (0.586087235467691130294144691693013, 0.169004726639267902826583426598550, 0),
    (
      0.405845151377397166906606412076961, 0.190350578064785409913256402421014,
      0.381830050505118944950369775488975
    ),
    (0.207784955007898467600689403773245, 0.204432940075298892414161999234649, 0),
  ]

  /// The integral over the intervals between rising `bounds`, to about twelve digits, or to what
  /// 4,000 pieces give.
  static func integral(over bounds: [Double], of f: (Double) -> Double) -> Double {
    var pieces: [Piece] = []
    for (lower, upper) in zip(bounds, bounds.dropFirst()) where upper > lower {
      pieces.append(piece(lower, upper, f))
    }
    while pieces.count < 4000 {
      var (worst, error, size) = (-1, 0.0, 0.0)
      for (index, piece) in pieces.enumerated() {
        error += piece.error
        size += abs(piece.value)
        if worst < 0 || piece.error > pieces[worst].error { worst = index }
      }
      guard worst >= 0, error > 1e-13 * size, pieces[worst].error > 0 else { break }
      let (lower, upper) = (pieces[worst].lower, pieces[worst].upper)
      let middle = lower + (upper - lower) / 2
      guard middle > lower, middle < upper else {
        pieces[worst].error = 0
        continue
      }
      pieces[worst] = piece(lower, middle, f)
      pieces.append(piece(middle, upper, f))
    }
    return pieces.map(\.value).sorted { abs($0) < abs($1) }.reduce(0, +)
  }

  private static func piece(_ lower: Double, _ upper: Double, _ f: (Double) -> Double) -> Piece {
    let half = (upper - lower) / 2
    let center = lower + half
    let middle = f(center)
    var kronrod = middle * 0.209482141084727828012999174891714
    var gauss = middle * 0.417959183673469387755102040816327
    for node in nodes {
      let pair = f(center - half * node.x) + f(center + half * node.x)
      kronrod += node.kronrod * pair
      gauss += node.gauss * pair
    }
    let (value, error) = (kronrod * half, abs(kronrod - gauss) * half)
    // A difference at the limit of rounding is no error that halving could mend.
    return Piece(
      lower: lower, upper: upper, value: value, error: error > 4e-16 * abs(value) ? error : 0)
  }
}
