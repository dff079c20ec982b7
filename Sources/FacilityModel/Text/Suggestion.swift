/// The candidate that `word` was most likely meant to be, if any is near enough.
package func suggest(_ word: String, among candidates: [String]) -> String? {
  let wanted = folded(word)
  guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
  let allowance = min(wanted.count - 1, wanted.count <= 4 ? 1 : wanted.count <= 7 ? 2 : 3)
  var best: (distance: Int, candidate: String)?
  for candidate in candidates where candidate != word {
    let limit = min(best?.distance ?? allowance, allowance)
    guard let distance = editDistance(wanted, folded(candidate), limit: limit) else { continue }
    if let found = best, (found.distance, found.candidate) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.candidate
}

/// “did you mean …?”, if anything is near enough.
package func suggestion(for word: String, among candidates: [String]) -> String? {
  suggest(word, among: candidates).map { "did you mean “\($0)”?" }
}

/// The number of insertions, deletions, substitutions and swaps of neighbours that turn one text
/// into the other (optimal string alignment), or nil where it is more than `limit`.
package func editDistance(_ first: String, _ second: String, limit: Int) -> Int? {
  editDistance(Array(first), Array(second), limit: limit)
}

private func editDistance(_ first: [Character], _ second: [Character], limit: Int) -> Int? {
  guard abs(first.count - second.count) <= limit else { return nil }
  guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in 1...first.count {
    var current = [row]
    for column in 1...second.count {
      let cost = first[row - 1] == second[column - 1] ? 0 : 1
      var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
      if row > 1, column > 1, first[row - 1] == second[column - 2],
        first[row - 2] == second[column - 1]
      {
        best = min(best, beforeLast[column - 2] + 1)
      }
      current.append(best)
    }
    if min(current.min()!, last.min()! + 1) > limit { return nil }
    (beforeLast, last) = (last, current)
  }
  return last[second.count] <= limit ? last[second.count] : nil
}

/// Letters without case, and one character for all that separates words.
private func folded(_ word: String) -> [Character] {
  word.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }
}
