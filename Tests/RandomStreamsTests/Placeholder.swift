import Testing
@testable import RandomStreams
@Test func placeholder() { #expect(1 == 1) }
