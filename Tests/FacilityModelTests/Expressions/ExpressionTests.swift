import EventEngine
import FacilityModel
import Testing

@Suite struct `Expressions` {
  @Test func `have the values and types of the table`() throws {
    let situation = Situation()
    #expect(expressionTable.count > 250)
    for (text, wanted, type) in expressionTable {
      do {
        let read = try situation.parse(text)
        let value = situation.value(read.expression)
        #expect(read.type == type, "\(text): \(read.type.words)")
        // Units are powers of ten of whole ticks: a few roundings may differ.
        #expect(abs(value - wanted) <= 1e-12 * abs(wanted), "\(text) is \(value), not \(wanted)")
        if let constant = read.expression.constantValue { #expect(constant == value, "\(text)") }
      } catch {
        Issue.record("\(text): \(error.message)")
      }
    }
  }

  @Test func `that mean nothing are refused at the place of the mistake`() throws {
    let situation = Situation()
    let refused: [(text: String, offset: Int)] = [
      ("", 0), ("1 +", 3), ("+", 1), ("1 2", 2), ("(1", 0), ("1)", 1), ("((1)", 0), ("foo", 0),
      ("1 + foo", 4), ("doctors by night", 8), ("2 * doctors by day", 12), ("doctor", 0),
      ("queue", 0), ("queue(", 6), ("queue(1)", 6), ("queue(foo)", 6), ("foo(1)", 0),
      ("min(1)", 0), ("min(1, 1 h)", 0), ("sqrt(1 h)", 0), ("sqrt(1, 2)", 0), ("if(1, 2, 3)", 0),
      ("if(true, 1)", 0), ("1 h + 1", 4), ("1 h < 1", 4), ("1 < 2 < 3", 6), ("not 1", 0),
      ("1 and true", 2), ("true + 1", 5), ("-true", 0), ("-weekday", 0), ("weekday < Mon", 8),
      ("kind = 11", 5), ("kind = blue", 7), ("2 ^ 1 h", 2), ("1 h mod 2", 4), ("1 per foo", 6),
      ("1 per", 5), ("'open", 0), ("1.2.3", 0), ("1e999", 0), ("1 $ 2", 2), ("1 & 2", 2),
      ("[1]", 0), ("1 := 2", 2), ("a.b", 1), ("\"a\"", 0), ("1,2", 1), ("=1", 0), ("1 = = 2", 4),
      ("or", 0), ("1 or", 4), ("not", 3), ("per hour", 0), ("timeInSystem()", 0), ("1 h h", 4),
      ("min()", 4), ("min(1,)", 6), ("()", 1), ("weekday = 2", 8), ("late > 0", 5),
      ("1 + \u{301}2", 3),
    ]
    for (text, offset) in refused {
      do {
        let read = try situation.parse(text)
        Issue.record("\(text) is \(read)")
      } catch {
        #expect(error.offset == offset, "\(text): \(error.message)")
        #expect(error.help != nil, "\(text): \(error.message)")
      }
    }
  }

  @Test func `see only what their place has`() throws {
    var constants = Situation()
    constants.scope.constantsOnly = true
    for text in ["triage", "hour", "weekday", "queue(doctor)", "now", "the age", "inside"] {
      #expect(throws: ExpressionProblem.self, "\(text)") { try constants.parse(text) }
    }
    #expect(try constants.parse("doctors + 1").expression.constantValue == 7)
    var outside = Situation()
    outside.scope.hasEntity = false
    for text in ["triage", "timeInSystem", "waitingTime", "ordinal", "iteration", "'the age'"] {
      #expect(throws: ExpressionProblem.self, "\(text)") { try outside.parse(text) }
    }
    #expect(try outside.parse("hour + queue(doctor)").type == .number)
    var unlooped = Situation()
    unlooped.scope.loopDepth = 0
    #expect(throws: ExpressionProblem.self) { try unlooped.parse("iteration") }
  }

  @Test func `that attack the reader are refused or read at once`() throws {
    let situation = Situation()
    func repeated(_ text: String, _ count: Int) -> String {
      String(repeating: text, count: count)
    }
    let time = ContinuousClock().measure {
      #expect(throws: Never.self) {
        try situation.parse(repeated("(", 63) + "1" + repeated(")", 63))
      }
      for text in [
        repeated("(", 65) + "1" + repeated(")", 65), repeated("(", 4_000), repeated("-", 4_096),
        repeated("not ", 1_000), repeated("2 ^ ", 1_000) + "2", repeated("abs(", 900),
        repeated("if(true,", 400), repeated("1 + ", 2_000) + "1", repeated("'", 4_095),
        repeated("a", 4_097), repeated("min(1,", 600), repeated("\u{301}", 2_000),
      ] {
        #expect(throws: ExpressionProblem.self) { try situation.parse(text) }
      }
      #expect(
        (try? situation.parse(repeated("not ", 1_000) + "open")).map {
          situation.value($0.expression)
        } == 1)
      #expect(
        (try? situation.parse(repeated("-", 4_094) + "1")).map {
          situation.value($0.expression)
        } == 1)
      let sum = try? situation.parse("triage" + repeated("+1", 2_000))
      #expect(sum.map { situation.value($0.expression) } == 2_003)
      let constant = try? situation.parse("1" + repeated("+1", 2_000))
      #expect(constant?.expression.operations == [.push(2_001)])
      let clauses = try? situation.parse("late" + repeated(" or late", 500))
      #expect(clauses.map { situation.value($0.expression) } == 0)
      #expect((try? situation.parse("max(1" + repeated(",triage", 550) + ")"))?.type == .number)
    }
    #expect(time < .seconds(5))
  }

  /// Seeded, so that a failure comes again.
  @Test func `made of random words never crash the reader`() throws {
    let situation = Situation()
    let words = [
      "1", "2.5", "h", "min", "(", ")", "+", "-", "*", "/", "^", "%", "mod", "and", "or", "not",
      "<", "<=", "=", "!=", ">", ",", "if", "max", "queue", "doctor", "'x ray'", "weekday", "Mon",
      "kind", "red", "triage", "stay", "late", "per", "hour", "true", "iteration", "café", "'",
      "e\u{301}", "\u{200D}", "🏥", "\u{0}", "\r\n", "1e5", "doctors by day", ".", "PT5M", "\\",
    ]
    var state: UInt64 = 20_260_105
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    var read = 0
    for _ in 0..<6_000 {
      var text = ""
      for _ in 0..<(1 + next(12)) { text += words[next(words.count)] + (next(4) == 0 ? "" : " ") }
      do {
        let expression = try situation.parse(text).expression
        _ = situation.value(expression)
        read += 1
      } catch {
        #expect(error.offset >= 0 && error.offset <= text.count, "\(text)")
        #expect(!error.message.isEmpty)
      }
    }
    #expect(read > 50)
  }
}
