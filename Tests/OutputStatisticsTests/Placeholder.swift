import Testing
@testable import OutputStatistics
@Test func placeholder() { #expect(1 == 1) }
