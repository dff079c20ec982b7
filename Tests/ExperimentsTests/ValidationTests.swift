import EventEngine
import Experiments
import FacilityModel
import Testing

@Suite("Observed beside simulated") struct ValidationTests {
  private func content(_ text: String, columns: [String: String] = [:]) throws
    -> ObservedFile.Content
  {
    let table = try CSVFile(Array(text.utf8), name: "o.csv")
    return try ObservedFile(table, name: "o.csv", columns: columns).content()
  }

  private func log(_ text: String, columns: [String: String] = [:]) throws -> ObservedLog {
    guard case .log(let log) = try content(text, columns: columns) else {
      throw FileProblem("no log")
    }
    return log
  }

  private func figures(_ log: ObservedLog) -> [String: Double] {
    let values = log.figures(unit: .minutes).map {
      ("\($0.figure.measure)|\($0.figure.scope)|\($0.figure.statistic)", $0.value)
    }
    return Dictionary(uniqueKeysWithValues: values)
  }

  /// Two cases on a Monday: a at 8:00, waits 10, is seen 20 min, waits 0, goes through X for 30 min;
  /// b at 8:30, is seen at once for 10 min.
  private static let activities = """
    case,activity,start,complete,source
    a,arrival,2026-01-05T08:00,2026-01-05T08:00,walk-in
    a,seen,2026-01-05T08:10,2026-01-05T08:30,walk-in
    a,X-ray,2026-01-05 08:30:00.000,2026-01-05T09:00:00Z,walk-in
    b,seen,2026-01-05T08:30:00+01:00,2026-01-05T08:40,ambulance
    """

  @Test func `of an event log, worked by hand`() throws {
    let figures = try figures(log(Self.activities))
    #expect(figures["time in system|all|mean"] == 35)
    #expect(figures["time in system|source walk-in|mean"] == 60)
    #expect(figures["occurrence|activity X-ray|share"] == 0.5)
    #expect(figures["wait before|activity seen|mean"] == 5)
    #expect(figures["wait before|activity X-ray|mean"] == 0)
    #expect(figures["duration|activity seen|mean"] == 15)
    #expect(figures["arrivals|hour 08|mean"] == 2)
  }

  @Test func `of single events with a lifecycle, whatever the columns are called`() throws {
    let text = """
      Patient No,What,When,registration_type
      1,seen,2026-01-05T08:10,start
      1,seen,2026-01-05T08:30,complete
      2,seen,2026-01-05T09:00,start
      """
    let log = try log(
      text, columns: ["case": "Patient No", "activity": "What", "time": "When"])
    #expect(log.cases.count == 2)
    // The second is still being seen when the log ends.
    #expect(log.cases[1].departure == nil && log.cases[1].activities.isEmpty)
    #expect(figures(log)["duration|activity seen|mean"] == 20)
  }

  /// Monday and Tuesday: 3 and 5 at 8, none and 4 at 9; a Monday has 3 and a Tuesday 9.
  @Test func `of counts, worked by hand`() throws {
    let figures = try figures(
      log(
        """
        Date,Hour,Arrivals
        2026-01-05,8,3
        2026-01-05,9,0
        2026-01-06,8,5
        2026-01-06,9,4
        """))
    #expect(figures["arrivals|Mon|mean"] == 3)
    #expect(figures["arrivals|Tue|mean"] == 9)
    #expect(figures["arrivals|hour 08|mean"] == 4)
    // Mean 3, variance (0 + 9 + 4 + 1) / 3.
    let dispersion = try #require(figures["arrivals|all|variance/mean by hour"])
    #expect(abs(dispersion - 14.0 / 9) < 1e-12)
  }

  @Test(arguments: [
    ("case,activity,start,complete\na,x,yesterday,2026-01-05", "row 2: “yesterday”"),
    ("case,activity,start,complete\na,x,2026-01-06,2026-01-05", "ends before it begins"),
    ("date,arrivals\n2026-01-05,many", "“many” is no number"),
    ("a,b\n1,2", "no event log, no counts and no figures"),
    ("figure,value\n,3", "no figure with a value"),
    ("date,arrivals\n", "has no rows"),
  ])
  func `refuses what it cannot read, with the row`(_ text: String, _ words: String) {
    let message: String? = {
      do throws(FileProblem) {
        let table = try CSVFile(Array(text.utf8), name: "o.csv")
        _ = try ObservedFile(table, name: "o.csv", columns: [:]).content()
        return nil
      } catch {
        return error.message
      }
    }()
    #expect(message?.contains(words) == true, "\(message ?? "nothing")")
  }

  /// Five replications 8, 9, 10, 11, 12: mean 10, sd √2.5, t(4) = 2.776; one more of the same length
  /// lies within 10 ± 2.776·√2.5·√1.2, of four times the length within ± 2.776·√2.5·√0.45.
  @Test func `hold a figure against the range of one more replication`() throws {
    var validation = Validation(confidence: 0.95)
    let figure = Figure(measure: "m", scope: "all", statistic: "mean", unit: "min")
    let values = [8.0, 9, 10, 11, 12]
    validation.add(figure, observed: 14, count: nil, values: values, lengthRatio: 1)
    validation.add(figure, observed: 14, count: nil, values: values, lengthRatio: 0.25)
    validation.add(figure, observed: 14, count: nil, values: [10], lengthRatio: 1)
    let upper = try #require(validation.rows[0].upper)
    #expect(abs(upper - 14.808) < 0.001)
    #expect(validation.rows.map(\.fits) == [true, false, nil])
    #expect(validation.misfits.count == 1)
  }

  /// Equal replications give a range once a further one differs in 1 of 20 cases at most: from 19 on.
  @Test func `replications that are equal by chance give no range`() {
    let figure = Figure(measure: "m", scope: "all", statistic: "mean", unit: "entities")
    var validation = Validation(confidence: 0.95)
    for count in [2, 18, 19] {
      validation.add(
        figure, observed: 198, count: nil, values: Array(repeating: 179, count: count),
        lengthRatio: 1)
    }
    #expect(validation.rows.map(\.fits) == [nil, nil, false])
    #expect(validation.rows.map(\.upper) == [nil, nil, 179])
  }
}
