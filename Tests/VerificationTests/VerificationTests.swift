import Foundation
import Testing

/// The published cases, answered by the models in `Models/verification`.
///
/// Seed 1, and 2 where a row is run once more. The rule, with its tolerance and false-alarm
/// probability, is in `Cases/README.md`. Debug builds run the first case without asking for power,
/// and the trace.
@Suite(.serialized) struct VerificationTests {
  #if DEBUG
    private static let verifications = [Verifications.singleServer, Verifications.trace]
    private static let asksForPower = false
  #else
    private static let verifications = Verifications.all
    private static let asksForPower = true
  #endif

  @Test(arguments: Verifications.all)
  func `Every expected row is answered, or left out by name with a reason`(
    verification: Verification
  ) throws {
    let rows = Set(try PublishedCase.load(verification.id).expected.map(\.key))
    let answered = Set(verification.checks.map(\.row))
    let leftOut = Set(verification.leftOut.keys)
    #expect(answered.isDisjoint(with: leftOut))
    #expect(answered.union(leftOut).subtracting(rows).isEmpty)
    let silent = rows.subtracting(answered).subtracting(leftOut)
    #expect(silent.isEmpty, "neither answered nor left out: \(silent)")
  }

  @Test(arguments: verifications)
  func `The models give the expected values`(verification: Verification) async throws {
    let published = try PublishedCase.load(verification.id)
    let expected = Dictionary(uniqueKeysWithValues: published.expected.map { ($0.key, $0) })
    let runs = Dictionary(grouping: verification.checks) {
      ([$0.model] + $0.policies).joined(separator: "/")
    }
    for name in runs.keys.sorted() {
      let checks = runs[name] ?? []
      let most = checks.map(\.replications).max() ?? 1
      #if DEBUG
        let replications = min(most, 2)
      #else
        let replications = most
      #endif
      let first = try await Estimates.of(checks, replications: replications, seed: 1)
      let missed = zip(checks, first.values).filter { check, value in
        guard let row = expected[check.row] else { return true }
        return judge(check, value, row, asksForPower: Self.asksForPower)
      }
      if missed.isEmpty { continue }
      let second = try await Estimates.of(
        missed.map(\.0), replications: replications * 4, seed: 2)
      for ((check, before), value) in zip(missed, second.values) {
        guard let row = expected[check.row] else { continue }
        print(
          "\(name), \(check.row): expected \(row.value); seed 1 \(words(before)); "
            + "four times the replications, seed 2 \(words(value))")
        #expect(
          !judge(check, value, row, asksForPower: Self.asksForPower),
          "\(name), \(check.row): expected \(row.value) within \(row.abs_tol), \(words(value))")
      }
    }
  }

  /// Whether a row misses its expected value by more than its tolerance allows.
  private func judge(
    _ check: Check, _ value: Estimates.Value?, _ row: PublishedCase.Row, asksForPower: Bool
  ) -> Bool {
    guard let value, value.standardError.isFinite else { return true }
    let reach = 3 * value.standardError
    if asksForPower {
      let power = max(row.abs_tol, 0.02 * abs(row.value))
      if ProcessInfo.processInfo.environment["VERIFICATION_POWER"] != nil {
        print(
          check.model, check.policies, check.row, "power", reach / power,
          "deviation", (value.mean - row.value) / (row.abs_tol + reach))
      }
      #expect(
        reach <= power, "\(check.row) lacks power: 3 se \(reach), at most \(power) wanted")
    }
    return abs(value.mean - row.value) > row.abs_tol + row.rounding + reach
  }

  private func words(_ value: Estimates.Value?) -> String {
    guard let value else { return "no value" }
    return "\(value.mean) ± \(value.standardError) (standard error, \(value.count) replications)"
  }
}
