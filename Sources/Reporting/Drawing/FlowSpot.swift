/// Where somebody can be in a drawing: at a step or in line before it, at the beginning or the end.
package struct FlowSpot {
  package typealias Point = (x: Double, y: Double)

  package struct Area {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    func moved(_ dx: Double, _ dy: Double) -> Area {
      Area(x: x + dx, y: y + dy, width: width, height: height)
    }

    package func contains(_ other: Area) -> Bool {
      other.x >= x - 0.1 && other.y >= y - 0.1 && other.x + other.width <= x + width + 0.1
        && other.y + other.height <= y + height + 0.1
    }
  }

  /// The whole name of the step; `arrivals/…` of a source, `…/end` of a pathway.
  package var name: String
  /// The pathway that it is drawn in; only that of arrivals is said.
  package var pathway = ""
  /// What it is called in words.
  package var title: String
  package var box: Area
  /// Where those stand in a row who wait for it, and those who are at it.
  package var line: Area
  package var seats: Area
  /// Where ways come to it, and where they leave.
  package var inlet: Point
  package var outlets: [Point]
  /// Whether those who are at it are on their way to another place.
  package var isTravelled = false

  func moved(_ dx: Double, _ dy: Double) -> FlowSpot {
    var spot = self
    spot.box = box.moved(dx, dy)
    spot.line = line.moved(dx, dy)
    spot.seats = seats.moved(dx, dy)
    spot.inlet = (inlet.x + dx, inlet.y + dy)
    spot.outlets = outlets.map { ($0.x + dx, $0.y + dy) }
    return spot
  }
}

/// A drawing with room for those who are in it, and what has to be known to put them there.
package struct FlowScene {
  /// The picture, whose last group has the id `tokens` and is empty.
  ///
  /// Spot n has a frame with the id `n…`, the bar of resource n the ids `duty…`, `busy…`, `level…`.
  package var svg: String
  package var spots: [FlowSpot]
  /// The lines along which one goes, each in its direction.
  package var ways: [[FlowSpot.Point]]
  /// The full length of the bars of the resources.
  static let barWidth = 84.0

  /// The styles that the picture needs besides those of the page.
  package static let style = FlowDrawing.style
}
