import Testing
@testable import FacilityModel
@Test func placeholder() { #expect(1 == 1) }
