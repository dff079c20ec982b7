/// Lays the steps of a chart out: one below the other, ways side by side, frames around.
struct FlowLayout {
  let chart: FlowChart
  /// Whether there is room for those who are in the facility.
  var hasRoom = false

  static let gap = 16.0
  static let between = 18.0
  static let most = 196.0
  static let padding = 9.0

  /// Steps one below the other.
  func sequence(_ steps: [FlowStep]) -> FlowPiece { stacked(pieces(of: steps)) }

  /// The pieces of a sequence, from top to bottom.
  func pieces(of steps: [FlowStep]) -> [FlowPiece] {
    var pieces: [FlowPiece] = []
    for (index, step) in steps.enumerated() {
      let rest = Array(steps[(index + 1)...])
      if let joined = Self.joined(step, with: rest) {
        pieces.append(piece(of: joined))
        return pieces
      }
      pieces.append(piece(of: step))
    }
    return pieces
  }

  /// A choice with all that follows it in its only way that goes on, beside those that end; nil
  /// where it is no such choice.
  private static func joined(_ step: FlowStep, with rest: [FlowStep]) -> FlowStep? {
    guard step.shape == .choice, step.exits.isEmpty, !rest.isEmpty else { return nil }
    let open = step.ways.indices.filter { FlowStep.goOn(step.ways[$0].steps) }
    guard open.count == 1, step.ways.count > 1 else { return nil }
    var step = step
    step.ways[open[0]].steps += rest
    return step
  }

  /// Pieces one below the other, joined by arrows.
  func stacked(_ pieces: [FlowPiece]) -> FlowPiece {
    let axis = pieces.map(\.axis).max() ?? 0
    let right = pieces.map(\.right).max() ?? 0
    var result = FlowPiece(width: axis + right, height: 0, axis: axis)
    var y = 0.0
    var isOpen = true
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        if isOpen { result.items.append(.line([(axis, y), (axis, y + Self.gap)], style: "a")) }
        y += Self.gap
      }
      result.add(piece, axisAt: axis, top: y)
      y += piece.height
      isOpen = piece.isOpen
    }
    result.height = y
    result.isOpen = isOpen
    return result
  }

  /// Pieces in as many columns as make a page of them, joined by arrows.
  func columns(_ pieces: [FlowPiece]) -> FlowPiece {
    let heights = pieces.map { $0.height + Self.gap }
    let total = heights.reduce(0, +)
    let widest = pieces.map(\.width).max() ?? 1
    let wanted = (0.9 * total / widest).squareRoot().rounded()
    let count = total < 1200 ? 1 : max(1, min(3, Int(wanted)))
    let columns = Self.split(heights, into: count).map { stacked(Array(pieces[$0])) }
    let tallest = columns.map(\.height).max() ?? 0
    // A column that is nearly as tall as all would leave a page with a hole.
    guard columns.count > 1, tallest < 0.85 * total, let first = columns.first else {
      return stacked(pieces)
    }
    var result = FlowPiece(width: 0, height: 0, axis: first.axis)
    var (x, last) = (0.0, (x: 0.0, y: 0.0))
    for (index, column) in columns.enumerated() {
      let axis = x + column.axis
      if index > 0 {
        let channel = x - 22
        result.items.append(
          .line(
            [
              (last.x, last.y), (last.x, last.y + 12), (channel, last.y + 12), (channel, -2),
              (axis, -2), (axis, 14),
            ], style: "a"))
      }
      let top = index == 0 ? 0.0 : 14
      result.add(column, axisAt: axis, top: top)
      last = (axis, top + column.height)
      result.height = max(result.height, last.y + 14)
      x += column.width + 44
      result.isOpen = column.isOpen
    }
    result.width = x - 44
    return result
  }

  /// Runs of heights whose greatest sum is as small as can be.
  private static func split(_ heights: [Double], into count: Int) -> [Range<Int>] {
    var (low, high) = (heights.max() ?? 0, heights.reduce(0, +))
    func runs(_ limit: Double) -> [Range<Int>] {
      var runs: [Range<Int>] = []
      var (start, sum) = (0, 0.0)
      for (index, height) in heights.enumerated() {
        if index > start, sum + height > limit {
          runs.append(start..<index)
          (start, sum) = (index, 0)
        }
        sum += height
      }
      return runs + [start..<heights.count]
    }
    for _ in 0..<30 {
      let middle = (low + high) / 2
      if runs(middle).count <= count { high = middle } else { low = middle }
    }
    return runs(high)
  }

  func piece(of step: FlowStep) -> FlowPiece {
    let body: FlowPiece
    switch step.shape {
    case .choice: body = lanes(step, head: passed(diamond(step)), style: "w", isParallel: false)
    case .parallel:
      body = lanes(step, head: withRoom(box(step), for: step), style: "w", isParallel: true)
    case .frame: body = frame(step)
    case .note: body = withRoom(note(step), for: step)
    case .give: body = withRoom(pill(step), for: step)
    default: body = withRoom(box(step), for: step)
    }
    if step.exits.isEmpty { return body }
    return leaving(
      withExits(body, step.exits), from: step.name, at: (body.width, min(22, body.height / 2)))
  }
}

extension FlowLayout {
  func name(_ need: FlowStep.Need) -> String { chart.cards[need.resource].name }

  func colour(_ resource: Int) -> String { "r\(resource % Palette.light.count)" }

  func style(_ shape: FlowStep.Shape) -> String {
    switch shape {
    case .end: "b o"
    case .take: "b f"
    case .wait: "b h2"
    default: "b"
    }
  }

  func tooltip(_ step: FlowStep) -> String {
    ([step.place] + step.details).joined(separator: "; ")
  }
}
