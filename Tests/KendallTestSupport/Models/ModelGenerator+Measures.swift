extension ModelGenerator {
  /// Measures of the state over time, with levels and with what arrivals find.
  mutating func stateMeasures() -> [String] {
    (0..<random.number(0...2)).map { _ in
      let name = unique("m")
      let a = random.one(of: resources).name
      let b = random.one(of: resources).name
      let finder = random.one(of: ["", #", "foundBy": true"#, #", "foundBy": "a1""#])
      let text = random.one(of: [
        #""timeAverage": "busy(\#(a)) + queue(\#(b))", "levels": \#(random.number(1...5))"#,
        #""timeAverage": "queue(\#(a)) - 0.3 * free(\#(b))", "levels": true"#,
        #""timeAverage": "inside / (1 + capacity(\#(a)))""#,
        #""shareOfTime": "busy(\#(a)) >= capacity(\#(a)) or queue(\#(b)) > 1""#,
        #""shareOfTime": "inside = 0""#,
        #""atEnd": "now""#, #""atEnd": "queue(\#(a)) > 0""#,
        #""atEnd": "inside + busy(\#(b)) / 7""#,
      ])
      let found = text.contains("atEnd") ? "" : finder
      return "\"\(name)\": { \(text)\(found) }"
    }
  }
}
