/// A piece of an expression's text, with where it begins.
struct ExpressionToken: Equatable {
  enum Kind: Equatable {
    case number(Double)
    /// A bare word.
    case word(String)
    /// A name in single quotes.
    case quoted(String)
    case symbol(String)
    case end
  }

  var kind: Kind
  /// Characters from the start of the text.
  package var offset: Int
  var length: Int

  /// The token as it was written, for messages.
  var text: String
}

/// Why an expression cannot be read, and where.
package struct ExpressionProblem: Error {
  package var message: String
  package var offset: Int
  package var length: Int = 1
  package var help: String?
  /// Whether its cause has been reported where it stands.
  var isReported = false
}

/// Cuts the text of an expression into tokens.
package struct ExpressionLexer {
  private let characters: [Character]
  private var position = 0

  /// The longest expression that is read.
  package static let longest = 4_096

  init(_ text: String) { characters = Array(text) }

  static func tokens(of text: String) throws(ExpressionProblem) -> [ExpressionToken] {
    if text.utf8.count > longest {
      throw ExpressionProblem(
        message: "the expression has more than \(longest) characters", offset: 0,
        help: "split it with parameters or attributes")
    }
    var lexer = ExpressionLexer(text)
    var tokens: [ExpressionToken] = []
    while true {
      let token = try lexer.next(after: tokens)
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private mutating func next(after tokens: [ExpressionToken]) throws(ExpressionProblem)
    -> ExpressionToken
  {
    while position < characters.count,
      characters[position].unicodeScalars.allSatisfy(\.properties.isWhitespace)
    { position += 1 }
    let start = position
    guard position < characters.count else {
      return ExpressionToken(kind: .end, offset: start, length: 1, text: "the end")
    }
    let character = characters[position]
    if character == ".", position + 1 == characters.count || !characters[position + 1].isNumber {
      throw ExpressionProblem(
        message: "“.” is not expected here", offset: start, help: Self.remedy(forPointAfter: tokens)
      )
    }
    if character.isASCII, character.isNumber || character == "." { return try number(from: start) }
    if character.isLetter || character == "_" { return word(from: start) }
    if character == "'" { return try quoted(from: start) }
    for (symbol, meant) in [("=<", "<="), ("=>", ">="), ("=!", "!=")] where starts(with: symbol) {
      throw ExpressionProblem(
        message: "“\(symbol)” has no meaning in an expression", offset: start, length: 2,
        help: "write “\(meant)”")
    }
    for symbol in ["<=", ">=", "!=", "==", "<>"] where starts(with: symbol) {
      position += 2
      return token(.symbol(symbol), from: start)
    }
    if "+-*/%^()=<>,".contains(character) {
      position += 1
      return token(.symbol(String(character)), from: start)
    }
    throw ExpressionProblem(
      message: "“\(character)” has no meaning in an expression", offset: start,
      help: Self.remedy(for: character))
  }

  /// The token from `start` to the current position.
  private func token(_ kind: ExpressionToken.Kind, from start: Int) -> ExpressionToken {
    ExpressionToken(
      kind: kind, offset: start, length: position - start,
      text: String(characters[start..<position]))
  }

  /// What is written where a full stop stands, as behind an abbreviation.
  private static func remedy(forPointAfter tokens: [ExpressionToken]) -> String {
    if case .word(let word)? = tokens.last?.kind, let ticks = TimeUnits.ticks[word.lowercased()] {
      let unit = TimeUnits.names.first { TimeUnits.ticks[$0] == ticks } ?? word
      let amount = tokens.dropLast().last.map {
        if case .number = $0.kind { $0.text + " " } else { "" }
      }
      return "units have no full stop: write “\(amount ?? "")\(unit)”"
    }
    return "a decimal point stands between digits, such as 0.5"
  }

  /// What is written instead of a character that programmers and word processors use.
  private static func remedy(for character: Character) -> String {
    switch character {
    case "&": "write “and”"
    case "|": "write “or”"
    case "!": "write “not”, or “!=” between two values"
    case "≤": "write “<=”"
    case "≥": "write “>=”"
    case "≠": "write “!=”"
    case "×", "·": "write “*”"
    case "÷": "write “/”"
    case "−", "–", "—": "write “-”"
    case "\"", "“", "”", "‘", "’", "`", "´": "names with spaces stand in single quotes: 'x ray'"
    case ":": "a time of day is a number of hours: 22:30 is 22.5"
    case "[", "{": "group with round brackets"
    default: "use numbers, names, brackets and + - * / ^ = != < <= > >="
    }
  }

  private func starts(with symbol: String) -> Bool {
    characters[position...].starts(with: Array(symbol))
  }

  private mutating func number(from start: Int) throws(ExpressionProblem) -> ExpressionToken {
    while position < characters.count, characters[position].isASCII,
      characters[position].isNumber || characters[position] == "."
    { position += 1 }
    if position < characters.count, characters[position] == "e" || characters[position] == "E" {
      var ahead = position + 1
      if ahead < characters.count, characters[ahead] == "+" || characters[ahead] == "-" {
        ahead += 1
      }
      if ahead < characters.count, characters[ahead].isASCII, characters[ahead].isNumber {
        position = ahead
        while position < characters.count, characters[position].isASCII,
          characters[position].isNumber
        { position += 1 }
      }
    }
    let text = String(characters[start..<position])
    guard let value = Double(text), value.isFinite else {
      throw ExpressionProblem(
        message: "“\(text)” is no number", offset: start, length: position - start,
        help: "write for example 1.5 or 1.5e6")
    }
    return token(.number(value), from: start)
  }

  private mutating func word(from start: Int) -> ExpressionToken {
    while position < characters.count,
      characters[position].isLetter || characters[position].isNumber
        || characters[position] == "_"
    { position += 1 }
    return token(.word(String(characters[start..<position])), from: start)
  }

  /// Whether a name needs no quotes.
  static func isWord(_ name: String) -> Bool {
    guard let first = name.first, first.isLetter || first == "_" else { return false }
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  private mutating func quoted(from start: Int) throws(ExpressionProblem) -> ExpressionToken {
    position += 1
    while position < characters.count, characters[position] != "'" { position += 1 }
    guard position < characters.count else {
      throw ExpressionProblem(
        message: "the quote is not closed", offset: start, help: "end the name with '")
    }
    position += 1
    return token(.quoted(String(characters[(start + 1)..<(position - 1)])), from: start)
  }
}
