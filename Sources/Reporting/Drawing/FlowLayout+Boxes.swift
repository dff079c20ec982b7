/// What a step looks like by itself: a box, a pill, a note, a diamond or a frame.
extension FlowLayout {
  /// A box with a title, the resources it needs, and details.
  func box(_ step: FlowStep) -> FlowPiece {
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
    let least = isEnd ? 70 : hasRoom ? Self.leastWithRoom : 96
    let width = min(Self.most, max(least, widest + 2 * Self.padding + 4))
    let height =
      Double(heads.count) * 15 + Double(lines.count) * 13 + Double(chips.count) * 15 + 11
      + seats(of: step)
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
  func pill(_ step: FlowStep) -> FlowPiece {
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
  func note(_ step: FlowStep) -> FlowPiece {
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
  func diamond(_ step: FlowStep) -> FlowPiece {
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
  func frame(_ step: FlowStep) -> FlowPiece {
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
    let head = Double(heads.count) * 14 + Double(details.count) * 13 + 8 + seats(of: step)
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
    if hasRoom, step.inner.isEmpty {
      result.items.append(.pass([(axis, head), (axis, result.height)]))
    }
    if hasRoom, step.repeats {
      let (bottom, top) = (result.height - 8, head + 5)
      result.items.append(.pass([(axis, bottom), (8, bottom), (8, top), (axis, top)]))
    }
    return withRoom(result, for: step, head: head)
  }
}
