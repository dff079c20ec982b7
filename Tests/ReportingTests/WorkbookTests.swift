import FacilityModel
import Foundation
import Reporting
import Testing

@Suite("Workbooks") struct WorkbookTests {
  private static func table(_ text: String) throws -> CSVFile {
    try CSVFile(Array(text.utf8), name: "t.csv")
  }

  @Test func `numbers are numbers, and texts what they were`() throws {
    let sheet = WorkbookSheet(
      try Self.table(
        "policy,value,number\r\n'-20 %,1.5,7\r\n\"a, b\",,8\r\nnan,-2e-3,x\r\n"), name: "a/b:[c]")
    #expect(sheet.name == "abc")
    #expect(sheet.columns == ["policy", "value", "number"])
    #expect(
      sheet.rows == [
        [.text("-20 %"), .number(1.5), .text("7")], [.text("a, b"), .empty, .text("8")],
        [.text("nan"), .number(-0.002), .text("x")],
      ])
    #expect(sheet.widths == [8, 10, 8])
  }

  @Test func `sheets stand in the order of the dictionary, behind what they say`() throws {
    let sheets = Workbook.sheets([
      ("sweep.csv", try Self.table("point\n1\n")),
      ("summary.csv", try Self.table("policy,measure\na,b\n")),
      ("extra.csv", try Self.table("x\n1\n")),
    ])
    #expect(sheets.map(\.name) == ["what it says", "summary", "sweep", "extra"])
    #expect(sheets[0].rows[1][1] == .text("policy"))
    guard case .text(let meaning) = sheets[0].rows[1][2] else { return }
    #expect(!meaning.isEmpty)
  }

  @Test func `is written by builds that can, and refused with a remedy by others`() throws {
    let sheets = Workbook.sheets([("extra.csv", try Self.table("x,y\n1,a\n2,b\n"))])
    if Workbook.isAvailable {
      let data = try Workbook.data(sheets)
      // A zip archive, with the same bytes every time.
      #expect(data.prefix(2) == Data("PK".utf8) && data.count > 2000)
      #expect(try Workbook.data(sheets) == data)
    } else {
      let failure = #expect(throws: Workbook.Failure.self) { try Workbook.data(sheets) }
      #expect(failure?.message.contains("--traits Excel") == true)
    }
  }
}
