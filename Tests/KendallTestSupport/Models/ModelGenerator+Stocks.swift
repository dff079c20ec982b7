extension ModelGenerator {
  /// The section of stocks: one that is looked at with every demand, one from time to time.
  mutating func stocks() -> String {
    let lead = random.one(of: [
      #""10 min""#, #""0 min""#, #"{ "exponential": { "mean": "9 min" } }"#,
      #"{ "choice": { "5 min": 1, "20 min": 1 } }"#,
    ])
    let rule = random.one(of: [
      #""at": 3, "upTo": 8"#, #""upTo": 6"#, #""at": 2, "quantity": 3"#, #""at": 5, "quantity": 1"#,
    ])
    let life = random.one(of: [
      "", "", #", "shelfLife": "25 min""#,
      #", "shelfLife": { "exponential": { "mean": "30 min" } }"#,
      #", "shelfLife": { "choice": { "10 min": 1, "40 min": 1 } }"#,
    ])
    let review = random.one(of: ["10 min", "25 min", "1 h"])
    return
      #""blood": { "initial": \#(random.number(0...9)), "capacity": 9, "reorder": { \#(rule), "leadTime": \#(lead) }\#(life) }, "#
      + #""spares": { "initial": \#(random.number(0...5)), "reorder": { "upTo": 5, "leadTime": "10 min", "review": "\#(review)" } }"#
  }

  /// A step that uses a stock up, or brings something to it.
  mutating func stock(_ depth: Int, _ loops: Int, _ held: [String]) -> String {
    let name = unique("stock")
    if random.chance(30) {
      let units = random.one(of: ["1", "\"n\"", "4"])
      return
        #"{ "put": { "blood": \#(units) }, "ifFull": "\#(random.one(of: ["wait", "overflow", "overflow"]))", "name": "\#(name)" }"#
    }
    let what = random.one(of: [
      #"{ "blood": 1 }"#, #"{ "blood": "n" }"#, #"{ "spares": 1 }"#,
      #"{ "spares": "n", "blood": 2 }"#,
    ])
    return
      #"{ "take": \#(what), "name": "\#(name)"\#(request(depth, loops, held, leaves: false)) }"#
  }
}
