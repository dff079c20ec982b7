import ArgumentParser
import Foundation
import Reporting

/// `kendall man`: the manual pages, as `make man` writes them.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Write the manual pages.",
    discussion: """
      Example:
        kendall man --out /usr/local/share/man/man1

      Pages are made from what the commands say of themselves; this one prints
      that of kendall(1) unless --out names a folder for all of them.
      """,
    shouldDisplay: false)

  @Option(
    help: ArgumentHelp("The folder of the pages.", valueName: "folder"), completion: .directory)
  var out: String?

  func run() throws {
    let files = try ManualPages(Data(KendallCommand._dumpHelp().utf8)).files
    if let out { return try Console.write(files, in: out) }
    try Console.print(String(decoding: files[0].data.dropLast(), as: UTF8.self))
  }
}
