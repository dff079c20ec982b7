import Foundation
import GRDB

extension ResultStore {
  /// Keeps the files that the results were made from, so that reports can be made anew from the
  /// folder alone.
  ///
  /// - Parameter files: by name; the model's own name is that of the run.
  package func keep(_ files: [(name: String, bytes: [UInt8])]) throws(StoreError) {
    do {
      try queue.write { database in
        try database.execute(
          sql: "CREATE TABLE IF NOT EXISTS source (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)")
        for file in files {
          try database.execute(
            sql: "INSERT OR REPLACE INTO source (name, bytes) VALUES (?, ?)",
            arguments: [file.name, Data(file.bytes)])
        }
      }
    } catch {
      throw Self.unwritable(path, error)
    }
  }

  /// The files that the results of a folder were made from, by name; empty where none are kept.
  package static func sources(inFolder folder: String) throws(StoreError) -> [String: [UInt8]] {
    let path = folder + "/" + fileName
    guard FileManager.default.fileExists(atPath: path) else {
      throw .unreadable(path: path, reason: "there are no results: kendall run makes them")
    }
    do {
      let queue = try DatabaseQueue(path: path)
      return try queue.read { database in
        guard try database.tableExists("source") else { return [:] }
        let rows = try Row.fetchAll(database, sql: "SELECT name, bytes FROM source")
        let pairs = try rows.map {
          (try $0.stored("name") as String, [UInt8](try $0.stored("bytes") as Data))
        }
        return Dictionary(pairs) { first, _ in first }
      }
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
  }
}
