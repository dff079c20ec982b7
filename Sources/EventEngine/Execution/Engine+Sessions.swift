import OutputStatistics

/// What is known of one session of a list of appointments.
struct SessionState: BitwiseCopyable {
  /// Whether a slot of it has come, and the session is held.
  var isHeld = false
  /// Who has come and not left, and when the last left.
  var inside: Int32 = 0
  var lastLeft: Int64 = 0
}

/// What came of the sessions of a source that were planned to end during the window.
package struct SessionRecord: Sendable, Equatable {
  /// By how many ticks each went on after that, until its last patient left; 0 for those that did
  /// not.
  package var overruns: [Int64] = []
  /// How many were still going on at the end of the run.
  package var unfinished = 0

  package init() {}
}

extension Engine {
  /// The session of a slot, if it is planned when sessions of its source end.
  private func session(of slot: Int64, _ source: Int32) -> Int? {
    guard hasSessions, source >= 0,
      case .appointments(let list) = program.sources[Int(source)].process, list.ends >= 0
    else { return nil }
    return list.session(of: slot)
  }

  /// A slot is met whose session is held.
  mutating func holdSession(of slot: Int64, _ source: Int32) {
    guard let session = session(of: slot, source) else { return }
    occasions.sessions[Int(source)].makeRoom(for: session)
    occasions.sessions[Int(source)][session].isHeld = true
  }

  mutating func joinSession(_ slot: Int64, _ source: Int32) {
    guard let session = session(of: slot, source) else { return }
    occasions.sessions[Int(source)].makeRoom(for: session)
    occasions.sessions[Int(source)][session].inside += 1
  }

  @inline(never)
  mutating func leaveSession(_ entity: Int32) {
    let source = entities.source[entity]
    guard let session = session(of: entities.ordinal[entity], source) else { return }
    occasions.sessions[Int(source)][session].inside -= 1
    occasions.sessions[Int(source)][session].lastLeft = now
  }

  /// What came of the sessions, by source.
  func sessionRecords(at end: Int64) -> [SessionRecord] {
    program.sources.enumerated().map { index, source in
      var record = SessionRecord()
      guard case .appointments(let list) = source.process, list.ends >= 0 else { return record }
      for session in 0..<occasions.sessions[index].count {
        let state = occasions.sessions[index][session]
        let planned = list.end(ofSession: session)
        guard state.isHeld, planned >= records.windowStart, planned <= end else { continue }
        if state.inside > 0 {
          record.unfinished += 1
        } else {
          record.overruns.append(max(0, state.lastLeft - planned))
        }
      }
      return record
    }
  }
}

extension GrowableStorage<SessionState> {
  fileprivate mutating func makeRoom(for session: Int) {
    while count <= session { append(SessionState()) }
  }
}
