extension ModelGenerator {
  /// A step that changes variables of the facility.
  mutating func setVariables(_ name: String, _ loops: Int) -> String {
    let values = random.one(of: [
      #""level": "level + 1""#, #""level": "max(0, level - 1)""#, #""open": "not open""#,
      #""open": true"#, #""limit": "limit + d - 3 min", "level": "(\#(numeric(loops))) mod 4""#,
      #""limit": { "uniform": { "min": "1 min", "max": "9 min" } }"#,
    ])
    return #"{ "set": { \#(values) }, "name": "\#(name)" }"#
  }
}
