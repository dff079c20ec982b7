import Foundation
import Reporting
import Testing

/// Writing reports, with every call of the system made to fail in turn.
@Suite struct ReportFolderTests {
  /// Runs a body with the path of a fresh folder, which is removed afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "report-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `Files are written, replaced and left alone in a folder made for them`() throws {
    try withFolder { root in
      let path = root + "/a/b c"
      let folder = try ReportFolder(creating: path)
      try folder.write(Data("one".utf8), to: "summary.csv")
      try folder.write(Data("two, which is longer".utf8), to: "summary.csv")
      try folder.write(Data(), to: "empty.csv")
      #expect(text(path + "/summary.csv") == "two, which is longer")
      #expect(text(path + "/empty.csv") == "")
      #expect(try names(in: path) == ["empty.csv", "summary.csv"])
    }
  }

  @Test func `Whatever call fails, the old files stay and nothing is left behind`() throws {
    var failures = 0
    for failing in 1...50 {
      var succeeded = false
      try withFolder { path in
        try ReportFolder(creating: path).write(Data("old".utf8), to: "a.csv")
        try ReportFolder(creating: path).write(Data("old".utf8), to: "b.csv")
        let script = FailureScript(failing: failing)
        let folder = try ReportFolder(creating: path, calls: script.calls)
        do throws(ReportFileError) {
          try folder.write([("a.csv", Data("new a".utf8)), ("b.csv", Data("new b".utf8))])
          succeeded = true
          #expect(text(path + "/a.csv") == "new a" && text(path + "/b.csv") == "new b")
        } catch {
          failures += 1
          #expect(error.path.hasPrefix(path + "/") && error.description.contains(error.reason))
          if error.step == .rename || error.step == .syncFolder {
            // Each file is still whole: all that is old, or all that is new.
            for name in ["a", "b"] {
              #expect(["old", "new \(name)"].contains(text(path + "/\(name).csv")))
            }
          } else {
            #expect(text(path + "/a.csv") == "old" && text(path + "/b.csv") == "old")
            #expect(error.reason == "No space left on device")
          }
        }
        #expect(try names(in: path) == ["a.csv", "b.csv"])
      }
      if succeeded { break }
    }
    // Two files: create, two writes (the first is short), sync, close; two renames; the folder.
    #expect(failures == 13)
  }

  @Test func `A file in the place of the folder is an error that says which and why`() throws {
    try withFolder { root in
      try ReportFolder(creating: root).write(Data("x".utf8), to: "file")
      let error = #expect(throws: ReportFileError.self) {
        _ = try ReportFolder(creating: root + "/file/below")
      }
      #expect(error?.step == .folder && error?.path == root + "/file/below")
      #expect(error?.reason.isEmpty == false)
      #expect(text(root + "/file") == "x")
    }
  }

  @Test func `A folder that has gone and a folder under the file's name are errors`() throws {
    try withFolder { root in
      let folder = try ReportFolder(creating: root + "/gone")
      try FileManager.default.removeItem(atPath: root + "/gone")
      let gone = #expect(throws: ReportFileError.self) {
        try folder.write(Data("x".utf8), to: "a.csv")
      }
      #expect(gone?.description.contains("gone/a.csv: No such file or directory") == true)
      let outer = try ReportFolder(creating: root)
      _ = try ReportFolder(creating: root + "/taken")
      let taken = #expect(throws: ReportFileError.self) {
        try outer.write(Data("x".utf8), to: "taken")
      }
      #expect(taken?.step == .rename)
      #expect(try names(in: root) == ["taken"])
    }
  }

  @Test func `Names cannot leave the folder`() throws {
    try withFolder { root in
      let folder = try ReportFolder(creating: root + "/in")
      for name in ["", ".", "..", "../out.csv", "a/../b", "a/b/c", "/out.csv", "a\0b", "a/"] {
        let error = #expect(throws: ReportFileError.self) {
          try folder.write(Data("x".utf8), to: name)
        }
        #expect(error?.step == .name)
      }
      #expect(try names(in: root) == ["in"] && names(in: root + "/in").isEmpty)
    }
  }

  @Test func `Stale temporary files are not used, and go with what they were to be`() throws {
    try withFolder { root in
      let folder = try ReportFolder(creating: root)
      // Others are nobody's business here.
      let others = [".0.b.csv.partial", ".x.a.csv.partial", ".0.a.csv", "0.a.csv.partial"]
      for name in [".0.a.csv.partial", ".7.a.csv.partial"] + others {
        try Data("stale".utf8).write(to: URL(fileURLWithPath: root + "/" + name))
      }
      try folder.write(Data("x".utf8), to: "a.csv")
      #expect(text(root + "/a.csv") == "x")
      #expect(try names(in: root) == (others + ["a.csv"]).sorted())
    }
  }

  @Test func `Files below and beside are put in place together, and outdated ones go`() throws {
    try withFolder { root in
      let files = [("charts/a.svg", Data("new".utf8)), ("b.csv", Data("new".utf8))]
      for name in ["b.csv", "old.csv", "kept.csv"] {
        try ReportFolder(creating: root).write(Data("old".utf8), to: name)
      }
      // The sixth call is the first of the second file: nothing has changed.
      let script = FailureScript(failing: 6)
      let failing = try ReportFolder(creating: root, calls: script.calls)
      #expect(throws: ReportFileError.self) { try failing.write(files, removing: ["old.csv"]) }
      #expect(try names(in: root + "/charts").isEmpty)
      #expect(text(root + "/b.csv") == "old" && text(root + "/old.csv") == "old")
      try ReportFolder(creating: root).write(files, removing: ["old.csv", "none.csv"])
      #expect(text(root + "/charts/a.svg") == "new" && text(root + "/b.csv") == "new")
      #expect(try names(in: root) == ["b.csv", "charts", "kept.csv"])
    }
  }
}
