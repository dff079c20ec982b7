/// How the ways of a choice, and those that lead away from a step, are laid out.
extension FlowLayout {
  /// Ways side by side below a head, which meet again at the bottom.
  func lanes(_ step: FlowStep, head: FlowPiece, style: String, isParallel: Bool)
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
    // Where ways meet that are gone at the same time, some wait for the others.
    let join = isParallel && hasRoom ? Self.row + 4 : 0
    let isOpen = lanes.isEmpty || lanes.contains(where: \.isOpen)
    var result = FlowPiece(
      width: max(left + width, axis + head.right),
      height: top + deepest + (isOpen ? 12 + join : 0),
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
              (at, top + lane.height), (at, result.height - 6 - join),
              (axis, result.height - 6 - join), (axis, result.height),
            ],
            style: style))
      }
    }
    if isParallel, let first = centres.first, let last = centres.last, last > first {
      for y in [head.height + 6, result.height - 6 - join] {
        result.items.append(
          .line([(first + left - 12, y), (last + left + 12, y)], style: "p"))
      }
    }
    result.add(head, axisAt: axis, top: 0)
    if join > 0, isOpen { addJoin(of: step, to: &result, height: join) }
    return result
  }

  /// One way: who goes it, and its steps.
  func lane(_ way: FlowStep.Way, style: String = "d") -> FlowPiece {
    let lines = TextWidth.wrapped(way.label, width: 128, size: 10.5, lines: 3)
    let wide = (lines.map { TextWidth.of($0, size: 10.5) }.max() ?? 0) + 8
    let height = Double(lines.count) * 13 + 2
    let label = passed(
      FlowPiece(
        width: wide, height: height, axis: wide / 2,
        items: lines.enumerated().map { index, line in
          .text(x: wide / 2, y: Double(index) * 13 + 11, line, style: style + " k")
        }))
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
  func withExits(_ body: FlowPiece, _ exits: [FlowStep.Way]) -> FlowPiece {
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
