import ArgumentParser
import EventEngine
import Experiments
import FacilityModel
import Foundation
import SwiftCSV

/// What was observed, as a file holds it: figures, or an event log.
struct ObservedFile {
  enum Content {
    case figures([ObservedFigure])
    case visits([Visit])
  }

  let path: String
  let content: Content

  /// Reads a CSV file, or exits with a message that names the row.
  init(_ path: String) throws {
    self.path = path
    guard let data = FileManager.default.contents(atPath: path) else {
      Console.note("kendall: \(path): no such file, or it cannot be read")
      throw Console.noInput
    }
    guard let text = String(validating: data, as: UTF8.self),
      let csv = try? CSV<Enumerated>(
        string: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text, loadColumns: false)
    else { throw Self.refusal(path, "this is no CSV file in UTF-8") }
    let rows = Rows(path: path, header: csv.header, rows: csv.rows)
    if rows.has("measure"), rows.has("value") {
      content = .figures(try rows.figures())
    } else if rows.has("case"), rows.has("start") {
      content = .visits(try rows.visits())
    } else {
      throw Self.refusal(
        path,
        "it has the columns of neither figures (measure, value, perhaps scope, statistic, weekday, "
          + "hour) nor an event log (case, start, perhaps complete, source)")
    }
  }

  static func refusal(_ path: String, _ reason: String) -> ExitCode {
    Console.note("kendall: \(path): \(reason)")
    return Console.dataError
  }

  /// The rows of the file, by the names of their columns.
  private struct Rows {
    let path: String
    let header: [String]
    let rows: [[String]]

    func has(_ column: String) -> Bool { header.contains(column) }

    func cell(_ row: Int, _ column: String) -> String {
      guard let place = header.firstIndex(of: column), place < rows[row].count else { return "" }
      return rows[row][place].trimmingCharacters(in: .whitespaces)
    }

    var full: [Int] { rows.indices.filter { row in rows[row].contains { !$0.isEmpty } } }

    func wrong(_ row: Int, _ column: String, _ wanted: String) -> ExitCode {
      refusal(path, "row \(row + 2): “\(cell(row, column))” in column “\(column)” is no \(wanted)")
    }

    func figures() throws -> [ObservedFigure] {
      try full.map { row in
        guard let value = Double(cell(row, "value")), value.isFinite else {
          throw wrong(row, "value", "number")
        }
        var hour: Int?
        if !cell(row, "hour").isEmpty {
          guard let given = Int(cell(row, "hour")), (0..<24).contains(given) else {
            throw wrong(row, "hour", "hour from 0 to 23")
          }
          hour = given
        }
        var weekday: Int?
        if !cell(row, "weekday").isEmpty {
          guard let given = ClockTime.weekday(named: cell(row, "weekday")) else {
            throw wrong(row, "weekday", "day of the week")
          }
          weekday = given
        }
        return ObservedFigure(
          measure: cell(row, "measure"), scope: cell(row, "scope"),
          statistic: cell(row, "statistic"), hour: hour, weekday: weekday, value: value)
      }
    }

    /// Each case from its first beginning to its last end, in the order in which they begin.
    func visits() throws -> [Visit] {
      var cases: [String: Visit] = [:]
      for row in full {
        guard let start = Self.tick(cell(row, "start")) else {
          throw wrong(row, "start", "date and time such as 2026-01-05T08:30")
        }
        var end = start
        if !cell(row, "complete").isEmpty {
          guard let given = Self.tick(cell(row, "complete")) else {
            throw wrong(row, "complete", "date and time such as 2026-01-05T08:30")
          }
          end = given
        }
        let name = cell(row, "case")
        var visit =
          cases[name] ?? Visit(source: cell(row, "source"), arrival: start, departure: end)
        visit.arrival = min(visit.arrival, start)
        visit.departure = max(visit.departure ?? end, end)
        cases[name] = visit
      }
      return cases.sorted { ($0.value.arrival, $0.key) < ($1.value.arrival, $1.key) }.map(\.value)
    }

    /// Ticks since Monday, 1969-12-29, 00:00; fractions of a second are taken, zones are not.
    private static func tick(_ text: String) -> Int64? {
      let parts = text.split(separator: ".", maxSplits: 1)
      guard let whole = parts.first, let time = ClockTime(String(whole)) else { return nil }
      var tick = Int64(time.day + 3) * Ticks.day + time.tickOfDay
      if parts.count == 2 {
        guard parts[1].allSatisfy({ $0.isASCII && $0.isNumber }),
          let fraction = Double("0." + parts[1])
        else { return nil }
        tick += Int64((fraction * Double(Ticks.second)).rounded())
      }
      return tick
    }
  }
}
