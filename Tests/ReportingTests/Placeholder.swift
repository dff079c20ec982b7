import Testing
@testable import Reporting
@Test func placeholder() { #expect(1 == 1) }
