import Reporting
import Testing

@Suite("Terminal summary") struct TerminalSummaryTests {
  @Test(arguments: [
    (0, "0"), (12, "12"), (0.1234, "0.123"), (12.345, "12.35"), (1234.5, "1235"),
    (95, "95"), (99.9, "99.9"), (-1e-6, "-0.000001"), (0.00049, "0.00049"), (1e30, "1e+30"),
    (0.00042086655843742075, "0.00042"), (9.97e-5, "0.0001"), (-4.24e-9, "-4.2e-9"),
    (Double.infinity, "–"),
  ])
  func `numbers of any size are written short`(_ value: Double, _ text: String) {
    #expect(TerminalSummary.short(value) == text)
  }
}
