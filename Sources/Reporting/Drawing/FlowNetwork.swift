/// The ways of a drawing as a graph, in which the shortest from spot to spot is found.
struct FlowNetwork {
  typealias Point = FlowSpot.Point

  private struct Edge {
    var to: Int
    var length: Double
  }

  private var points: [Point] = []
  private var edges: [[Edge]] = []
  private var places: [SIMD2<Int>: Int] = [:]
  private let spots: [FlowSpot]

  init(_ scene: FlowScene) {
    spots = scene.spots
    var segments: [(from: Int, to: Int)] = []
    for way in scene.ways {
      for (from, to) in zip(way, way.dropFirst()) {
        segments.append((place(of: from), place(of: to)))
      }
    }
    for segment in segments { connect(segment.from, segment.to) }
  }

  /// Points that are drawn at the same place are one.
  private static func key(_ point: Point) -> SIMD2<Int> {
    SIMD2(Int((point.x * 10).rounded()), Int((point.y * 10).rounded()))
  }

  private mutating func place(of point: Point) -> Int {
    let key = Self.key(point)
    if let known = places[key] { return known }
    places[key] = points.count
    points.append(point)
    edges.append([])
    return points.count - 1
  }

  /// A line from one point to another, and to all that lie on it: ways join others midway.
  private mutating func connect(_ from: Int, _ to: Int) {
    let (a, b) = (points[from], points[to])
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return }
    var stops: [(at: Double, point: Int)] = [(0, from), (length, to)]
    for (index, point) in points.enumerated() where index != from && index != to {
      let (x, y) = (point.x - a.x, point.y - a.y)
      let along = (x * dx + y * dy) / length
      if along > 0, along < length, abs(x * dy - y * dx) / length < 0.1 {
        stops.append((along, index))
      }
    }
    stops.sort { ($0.at, $0.point) < ($1.at, $1.point) }
    for (one, next) in zip(stops, stops.dropFirst()) {
      edges[one.point].append(Edge(to: next.point, length: next.at - one.at))
    }
  }

  /// The shortest ways from a spot to others, by their numbers; nil where none is drawn.
  ///
  /// Who is taken out of a frame leaves by a way of the frame, at the price of a jump to it.
  func routes(from spot: Int, to targets: [Int]) -> [[Point]?] {
    let own = spots[spot]
    var distance = Array(repeating: Double.infinity, count: points.count)
    var before = Array(repeating: -1, count: points.count)
    var queue: [Int] = []
    func begin(_ point: Point, _ price: Double) {
      guard let place = places[Self.key(point)], price < distance[place] else { return }
      distance[place] = price
      queue.append(place)
    }
    for point in own.outlets { begin(point, 0) }
    for frame in spots where frame.name != own.name && frame.box.contains(own.box) {
      for point in frame.outlets.dropFirst() {
        begin(point, 300 + abs(point.x - own.inlet.x) + abs(point.y - own.inlet.y))
      }
    }
    var next = 0
    while next < queue.count {
      let place = queue[next]
      next += 1
      for edge in edges[place] where distance[place] + edge.length < distance[edge.to] - 1e-9 {
        distance[edge.to] = distance[place] + edge.length
        before[edge.to] = place
        queue.append(edge.to)
      }
    }
    return targets.map { target in
      guard let end = places[Self.key(spots[target].inlet)], distance[end].isFinite else {
        return nil
      }
      var way = [points[end]]
      var place = end
      while before[place] >= 0 {
        place = before[place]
        way.append(points[place])
      }
      return Self.straightened(way.reversed())
    }
  }

  /// The same way without the points at which it does not turn.
  private static func straightened(_ way: [Point]) -> [Point] {
    var result: [Point] = []
    for point in way {
      if result.count > 1 {
        let (a, b) = (result[result.count - 2], result[result.count - 1])
        if abs((b.x - a.x) * (point.y - b.y) - (b.y - a.y) * (point.x - b.x)) < 0.01 {
          result.removeLast()
        }
      }
      result.append(point)
    }
    return result
  }
}
