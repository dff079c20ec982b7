extension ModelGenerator {
  /// Now and then a duration made from another, known beforehand or put together at the draw; all
  /// ways in turn, so that no random number is used up for it.
  mutating func nested(_ duration: String) -> String {
    durations += 1
    guard durations % 5 == 0 else { return duration }
    let ways = [
      #"{ "truncated": { "of": { "gamma": { "mean": "d + 2 min", "cv": 0.6 } }, "max": "50 min" } }"#,
      #"{ "clamped": { "of": \#(duration), "min": "1 min", "max": "d + 5 min" } }"#,
      #"{ "by": "k = red", "cases": { "true": \#(duration), "false": { "uniform": { "min": "1 min", "max": "5 min" } } } }"#,
      #"{ "shifted": { "of": \#(duration), "by": "1 min" } }"#,
      #"{ "truncated": { "of": { "lognormal": { "mean": "6 min", "sd": "4 min" } }, "min": "2 min", "max": "d + 9 min" } }"#,
      #"{ "scaled": { "of": \#(duration), "by": "1 / (ordinal mod 3 + 1)" } }"#,
      #"{ "mixture": [ { "weight": 1, "of": { "scaled": { "of": \#(duration), "by": 0.5 } } }, { "weight": 0.5, "of": "2 min" } ] }"#,
      #"{ "by": "k", "cases": { "red": { "truncated": { "of": { "exponential": { "mean": "4 min" } }, "max": "9 min" } } }, "otherwise": \#(duration) }"#,
      #"{ "truncated": { "of": { "interpolated": ["1 min", "3 min", "3 min", "8 min"] }, "max": "d + 2 min" } }"#,
      #"{ "interpolated": ["30 s", "2 min", "4.5 min", "5 min", "11 min"] }"#,
    ]
    return ways[durations / 5 % ways.count]
  }
}
