/// Room for those who are in the facility, where a drawing is to show them.
extension FlowLayout {
  /// The height of a row of them.
  static let row = 13.0
  /// No box is narrower where they are shown.
  static let leastWithRoom = 124.0

  /// The height within a box for those who are at it.
  func seats(of step: FlowStep) -> Double { hasRoom && step.holds ? Self.row : 0 }

  /// A piece by itself with a tray on top for those who wait for it.
  ///
  /// - Parameter head: how far the way into it is drawn by nothing else; all of it for a plain box.
  func withRoom(_ piece: FlowPiece, for step: FlowStep, head: Double? = nil) -> FlowPiece {
    guard hasRoom else { return piece }
    let tray = step.hasLine ? Self.row + 2 : 0
    var result = FlowPiece(
      width: piece.width, height: piece.height + tray, axis: piece.axis, isOpen: piece.isOpen)
    if tray > 0 {
      result.items.append(
        .rect(x: 0, y: 0, width: piece.width, height: tray + 3, radius: 3, style: "tray"))
    }
    result.add(piece, axisAt: piece.axis, top: tray)
    let box = FlowSpot.Area(x: 0, y: tray, width: piece.width, height: piece.height)
    let isFrame = head != nil
    let top = step.holds ? (head ?? piece.height) - Self.row - (isFrame ? 3 : 1) : 1
    let seats = FlowSpot.Area(
      x: 8, y: tray + top, width: max(24, piece.width - 14), height: Self.row)
    let line =
      tray > 0
      ? FlowSpot.Area(x: 4, y: 1, width: max(24, piece.width - 8), height: Self.row) : seats
    var outlets: [FlowSpot.Point] = [(piece.axis, tray + piece.height)]
    if let head { outlets.insert((piece.axis, tray + head), at: 0) }
    result.items.append(
      .pass([(piece.axis, 0), (piece.axis, tray + (head ?? piece.height))]))
    result.items.append(
      .spot(
        FlowSpot(
          name: step.name, title: step.title, box: box, line: line, seats: seats,
          inlet: (piece.axis, 0), outlets: outlets, isTravelled: step.travels)))
    return result
  }

  /// What stands behind the name of a step for the place where its ways meet again.
  static let joinSuffix = "/\u{22C8}"

  /// The place at the bottom of a piece where its ways meet again.
  func addJoin(of step: FlowStep, to piece: inout FlowPiece, height: Double) {
    let width = min(piece.width, Self.leastWithRoom)
    let x = max(0, min(piece.width - width, piece.axis - width / 2))
    let top = piece.height - height
    let row = FlowSpot.Area(x: x, y: top - 1, width: width, height: Self.row)
    piece.items.append(
      .spot(
        FlowSpot(
          name: step.name + Self.joinSuffix, title: step.title + ": together again", box: row,
          line: row, seats: row, inlet: (piece.axis, top - 6), outlets: [(piece.axis, piece.height)]
        )))
  }

  /// A piece that one only passes through.
  func passed(_ piece: FlowPiece) -> FlowPiece {
    guard hasRoom else { return piece }
    var result = piece
    result.items.append(.pass([(piece.axis, 0), (piece.axis, piece.height)]))
    return result
  }

  /// A piece that one comes to, or leaves from, at the end of a way.
  func marked(_ piece: FlowPiece, as name: String, in pathway: String, title: String) -> FlowPiece {
    guard hasRoom else { return piece }
    var result = passed(piece)
    let area = FlowSpot.Area(x: 0, y: 0, width: piece.width, height: piece.height)
    let seats = FlowSpot.Area(x: 8, y: 1, width: piece.width - 14, height: Self.row)
    result.items.append(
      .spot(
        FlowSpot(
          name: name, pathway: pathway, title: title, box: area, line: seats, seats: seats,
          inlet: (piece.axis, 0), outlets: [(piece.axis, piece.height)])))
    return result
  }

  /// A piece from whose spot a way leaves at another point as well.
  func leaving(_ piece: FlowPiece, from name: String, at point: FlowSpot.Point) -> FlowPiece {
    var result = piece
    for (index, item) in piece.items.enumerated() {
      if case .spot(var spot) = item, spot.name == name {
        spot.outlets.append(point)
        result.items[index] = .spot(spot)
      }
    }
    return result
  }
}
