/// Lays the steps of a chart out: one below the other, ways side by side, frames around.
struct FlowLayout {
  let chart: FlowChart

  private static let gap = 16.0
  private static let between = 18.0
  private static let most = 196.0
  private static let padding = 9.0

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
    guard columns.count > 1, let first = columns.first else { return stacked(pieces) }
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

  private func piece(of step: FlowStep) -> FlowPiece {
    let body: FlowPiece
    switch step.shape {
    case .choice: body = lanes(step, head: diamond(step), style: "w", isParallel: false)
    case .parallel: body = lanes(step, head: box(step), style: "w", isParallel: true)
    case .frame: body = frame(step)
    case .note: body = note(step)
    case .give: body = pill(step)
    default: body = box(step)
    }
    return step.exits.isEmpty ? body : withExits(body, step.exits)
  }
}

// MARK: Boxes

extension FlowLayout {
  /// A box with a title, the resources it needs, and details.
  private func box(_ step: FlowStep) -> FlowPiece {
    let inner = Self.most - 2 * Self.padding
    let isEnd = step.shape == .end
    let title = TextWidth.wrapped(step.title, width: inner, size: 12, bold: true, lines: 2)
    let isTake = step.shape == .take
    let names = step.needs.map { need in
      need.count.isEmpty ? name(need) : "\(need.count) × \(name(need))"
    }
    var details = step.details
    var heads = title
    if isTake, !details.isEmpty {
      // A step that is called after what it takes says what it does instead.
      let verb = details.removeFirst()
      let own = step.needs.map { name($0) }.joined(separator: ", ")
      if step.title == own || step.title == verb + " " + own { heads = [verb] }
    }
    if step.shape == .wait {
      heads = TextWidth.wrapped("wait: " + step.title, width: inner, size: 12, bold: true, lines: 2)
    }
    if let target = step.target { details.append("→ \(target)") }
    let lines = details.flatMap { TextWidth.wrapped($0, width: inner, size: 10.5, lines: 2) }
    let chips = names.map { TextWidth.shortened($0, width: inner - 14, size: 11.5) }
    let widest =
      ((heads.map { TextWidth.of($0, size: 12, bold: true) })
      + lines.map { TextWidth.of($0, size: 10.5) }
      + chips.map { TextWidth.of($0, size: 11.5) + 14 }).max() ?? 0
    let width = min(Self.most, max(isEnd ? 70 : 96, widest + 2 * Self.padding + 4))
    let height =
      Double(heads.count) * 15 + Double(lines.count) * 13 + Double(chips.count) * 15 + 11
    var items: [FlowPiece.Item] = [
      .rect(
        x: 0, y: 0, width: width, height: height,
        radius: step.shape == .delay || step.shape == .wait ? 13 : isEnd ? height / 2 : 3,
        style: style(step.shape))
    ]
    if let need = step.needs.first, step.shape == .task || isTake {
      items.append(
        .rect(x: 0, y: 0, width: 5, height: height, radius: 0, style: colour(need.resource)))
    }
    var y = 4.0
    func write(_ text: String, _ step: Double, _ style: String) {
      y += step
      items.append(.text(x: width / 2, y: y - 3, text, style: style))
    }
    for line in heads { write(line, 15, isEnd ? "t e" : "t") }
    for (chip, need) in zip(chips, step.needs) {
      let half = (TextWidth.of(chip, size: 11.5) + 14) / 2
      items.append(
        .rect(
          x: width / 2 - half, y: y + 3.5, width: 9, height: 9, radius: 1.5,
          style: colour(need.resource)))
      y += 15
      items.append(.text(x: width / 2 - half + 14, y: y - 3, chip, style: "c"))
    }
    for line in lines { write(line, 13, "d") }
    return FlowPiece(
      width: width, height: height, axis: width / 2, isOpen: step.shape != .end,
      items: [.group(title: tooltip(step), items)])
  }

  /// What units are given back, or brought, in one line.
  private func pill(_ step: FlowStep) -> FlowPiece {
    let verb = step.title
    let names = step.needs.map { $0.count.isEmpty ? name($0) : "\($0.count) × \(name($0))" }
    let widths = names.map { TextWidth.of($0, size: 11) + 24 }
    let width = TextWidth.of(verb, size: 11) + widths.reduce(0, +) + 18
    var items: [FlowPiece.Item] = [
      .rect(x: 0, y: 0, width: width, height: 19, radius: 9.5, style: "b f"),
      .text(x: 9, y: 13.5, verb, style: "c q"),
    ]
    var x = 9 + TextWidth.of(verb, size: 11) + 8
    for (need, (name, wide)) in zip(step.needs, zip(names, widths)) {
      items.append(
        .rect(x: x, y: 5, width: 9, height: 9, radius: 1.5, style: colour(need.resource)))
      items.append(.text(x: x + 13, y: 13.5, name, style: "c"))
      x += wide
    }
    return FlowPiece(
      width: width, height: 19, axis: width / 2, items: [.group(title: tooltip(step), items)])
  }

  /// Something that takes no time, in a small line.
  private func note(_ step: FlowStep) -> FlowPiece {
    let text = TextWidth.shortened(step.title, width: Self.most - 8, size: 10.5)
    let width = TextWidth.of(text, size: 10.5) + 14
    return FlowPiece(
      width: width, height: 15, axis: width / 2,
      items: [
        .group(
          title: tooltip(step),
          [
            .rect(x: 0, y: 0, width: width, height: 15, radius: 2, style: "n"),
            .text(x: width / 2, y: 11, text, style: "d i"),
          ])
      ])
  }

  /// A choice, with its name beside it.
  private func diamond(_ step: FlowStep) -> FlowPiece {
    let r = 9.0
    var items: [FlowPiece.Item] = [
      .line([(0, r), (r, 0), (2 * r, r), (r, 2 * r), (0, r)], style: "b f")
    ]
    if !step.title.isEmpty {
      items.append(.text(x: 2 * r + 5, y: r + 4, step.title, style: "c q"))
    }
    let label = step.title.isEmpty ? 0 : 7 + TextWidth.of(step.title, size: 11)
    return FlowPiece(
      width: 2 * r + label, height: 2 * r, axis: r, items: [.group(title: tooltip(step), items)])
  }

  /// Steps with a border around them.
  private func frame(_ step: FlowStep) -> FlowPiece {
    let inner = sequence(step.inner)
    let names = step.needs.map { $0.count.isEmpty ? name($0) : "\($0.count) × \(name($0))" }
    let title = ([step.title] + names).joined(separator: ": ")
    let heads = TextWidth.wrapped(
      title, width: max(inner.width, 170), size: 11.5, bold: true, lines: 2)
    let details = step.details.flatMap {
      TextWidth.wrapped($0, width: max(inner.width, 170), size: 10.5, lines: 2)
    }
    let widest =
      (heads.map { TextWidth.of($0, size: 11.5, bold: true) }
      + details.map { TextWidth.of($0, size: 10.5) }).max() ?? 0
    let width = max(inner.width, widest + 8) + 20
    let head = Double(heads.count) * 14 + Double(details.count) * 13 + 8
    let axis = max(inner.axis + 10, min(width / 2, width - 10 - inner.right))
    var result = FlowPiece(
      width: width, height: head + inner.height + 22, axis: axis, isOpen: inner.isOpen)
    var box: [FlowPiece.Item] = [
      .rect(
        x: 0, y: 0, width: width, height: result.height, radius: 6,
        style: "g")
    ]
    if let need = step.needs.first {
      box.append(
        .rect(
          x: 0, y: 0, width: 5, height: result.height, radius: 0, style: colour(need.resource)))
    }
    var y = 4.0
    for line in heads {
      y += 14
      box.append(.text(x: 10, y: y - 3, line, style: "t l"))
    }
    for line in details {
      y += 13
      box.append(.text(x: 10, y: y - 3, line, style: "d l"))
    }
    result.items.append(.group(title: tooltip(step), box))
    if !step.inner.isEmpty {
      result.items.append(.line([(axis, head), (axis, head + 10)], style: "a"))
    }
    result.add(inner, axisAt: axis, top: head + 10)
    if inner.isOpen {
      result.items.append(
        .line([(axis, head + 10 + inner.height), (axis, result.height)], style: "w"))
    }
    return result
  }
}

// MARK: Ways

extension FlowLayout {
  /// Ways side by side below a head, which meet again at the bottom.
  private func lanes(_ step: FlowStep, head: FlowPiece, style: String, isParallel: Bool)
    -> FlowPiece
  {
    let lanes = step.ways.map { lane($0) }
    var centres: [Double] = []
    var x = 0.0
    for lane in lanes {
      centres.append(x + lane.axis)
      x += lane.width + Self.between
    }
    let width = max(0, x - Self.between)
    let middle = ((centres.first ?? 0) + (centres.last ?? 0)) / 2
    let left = max(0, head.axis - middle)
    let axis = middle + left
    let top = head.height + 12
    let deepest = lanes.map(\.height).max() ?? 0
    let isOpen = lanes.isEmpty || lanes.contains(where: \.isOpen)
    var result = FlowPiece(
      width: max(left + width, axis + head.right), height: top + deepest + (isOpen ? 12 : 0),
      axis: axis, isOpen: isOpen)
    for (lane, centre) in zip(lanes, centres) {
      let at = centre + left
      result.items.append(
        .line(
          [(axis, head.height), (axis, head.height + 6), (at, head.height + 6), (at, top)],
          style: style))
      result.add(lane, axisAt: at, top: top)
      if lane.isOpen {
        result.items.append(
          .line(
            [
              (at, top + lane.height), (at, result.height - 6), (axis, result.height - 6),
              (axis, result.height),
            ],
            style: style))
      }
    }
    if isParallel, let first = centres.first, let last = centres.last, last > first {
      for y in [head.height + 6, result.height - 6] {
        result.items.append(
          .line([(first + left - 12, y), (last + left + 12, y)], style: "p"))
      }
    }
    result.add(head, axisAt: axis, top: 0)
    return result
  }

  /// One way: who goes it, and its steps.
  private func lane(_ way: FlowStep.Way, style: String = "d") -> FlowPiece {
    let lines = TextWidth.wrapped(way.label, width: 128, size: 10.5, lines: 3)
    let wide = (lines.map { TextWidth.of($0, size: 10.5) }.max() ?? 0) + 8
    let height = Double(lines.count) * 13 + 2
    let label = FlowPiece(
      width: wide, height: height, axis: wide / 2,
      items: lines.enumerated().map { index, line in
        .text(x: wide / 2, y: Double(index) * 13 + 11, line, style: style + " k")
      })
    let steps = sequence(way.steps)
    if way.steps.isEmpty { return label }
    let axis = max(label.axis, steps.axis)
    var result = FlowPiece(
      width: axis + max(label.right, steps.right), height: height + 10 + steps.height, axis: axis,
      isOpen: steps.isOpen)
    result.add(label, axisAt: axis, top: 0)
    result.items.append(.line([(axis, height), (axis, height + 10)], style: "a"))
    result.add(steps, axisAt: axis, top: height + 10)
    return result
  }

  /// A piece with ways out at its right side; those that go on meet the way again at the bottom.
  private func withExits(_ body: FlowPiece, _ exits: [FlowStep.Way]) -> FlowPiece {
    var result = body
    let lanes = exits.map { lane($0, style: "d x") }
    let start = min(22, body.height / 2)
    var x = body.width + 26
    let bottom =
      max(body.height, (lanes.map { $0.height + start + 8 }.max() ?? 0))
      + (lanes.contains(where: \.isOpen) ? 10 : 0)
    for lane in lanes {
      let at = x + lane.axis
      result.items.append(
        .line([(body.width, start), (at, start), (at, start + 8)], style: "w h"))
      result.add(lane, axisAt: at, top: start + 8)
      if lane.isOpen {
        result.items.append(
          .line(
            [(at, start + 8 + lane.height), (at, bottom - 4), (body.axis, bottom - 4)],
            style: "w h"))
      }
      x += lane.width + Self.between
    }
    if body.isOpen || lanes.contains(where: \.isOpen) {
      result.items.append(.line([(body.axis, body.height), (body.axis, bottom)], style: "w"))
    }
    result.height = bottom
    result.width = x - Self.between
    result.isOpen = body.isOpen || lanes.contains(where: \.isOpen)
    return result
  }
}

// MARK: Names and colours

extension FlowLayout {
  private func name(_ need: FlowStep.Need) -> String { chart.cards[need.resource].name }

  private func colour(_ resource: Int) -> String { "r\(resource % Palette.light.count)" }

  private func style(_ shape: FlowStep.Shape) -> String {
    switch shape {
    case .end: "b o"
    case .take: "b f"
    case .wait: "b h2"
    default: "b"
    }
  }

  private func tooltip(_ step: FlowStep) -> String {
    ([step.place] + step.details).joined(separator: "; ")
  }
}
