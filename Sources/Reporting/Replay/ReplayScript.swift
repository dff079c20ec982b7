/// What the page of a replay does: plain JavaScript without libraries, one function in three parts.
enum ReplayScript {
  static let text = [data, picture, controls].joined(separator: "\n\n")
}
