/// A cell of a table: what it holds decides how it is written.
package enum CSVCell: Hashable, Sendable {
  /// Free text (a name, a label, a message), which is made safe for spreadsheets.
  case text(String)
  /// A number; nil and numbers that are not finite leave the cell empty.
  case number(Double?)
  /// A whole number; nil leaves the cell empty.
  case integer(Int64?)
  /// Nothing.
  case empty

  /// The field as it stands in the file.
  package var field: String {
    switch self {
    case .text(let text): CSVText.field(text)
    case .number(let value): value.flatMap(NumberText.shortest) ?? ""
    case .integer(let value): value.map(String.init) ?? ""
    case .empty: ""
    }
  }
}

extension CSVCell: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) {
    self = .text(text)
  }
}
