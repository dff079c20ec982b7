package import EventEngine
package import FacilityModel

/// One entity's story in words, a line for each thing that happens to it.
package struct StoryText {
  private let program: Program
  private let model: Model

  package static func text(
    of story: [TraceEntry], entity: String, _ program: Program, _ model: Model
  ) -> String {
    let teller = StoryText(program: program, model: model)
    var lines = ["\(entity) in “\(model.name)”"]
    var since: Int64?
    for entry in story {
      var words = teller.words(entry)
      switch entry.happening {
      case .joined, .gathering: since = entry.tick
      case .granted, .reneged, .interrupted, .reunited, .merged:
        if let start = since {
          words += " after waiting \(TimeUnits.words(Double(entry.tick - start)))"
        }
        since = nil
      case .departed:
        let stay = entry.tick - (story.first?.tick ?? entry.tick)
        words += ", \(TimeUnits.words(Double(stay))) after arriving"
      case .arrived, .began, .ended, .released, .timedOut, .failed, .repaired, .created, .forked:
        break
      }
      lines.append("  \(teller.clock(entry.tick))  \(words)")
    }
    if let last = story.last?.happening, last != .departed, last != .merged {
      lines.append("  and is still inside when the run ends")
    }
    return lines.joined(separator: "\n")
  }

  private func words(_ entry: TraceEntry) -> String {
    let step = program.steps[Int(entry.step)]
    switch entry.happening {
    case .arrived: return "arrives"
    case .joined:
      let ahead =
        entry.detail == 0
        ? "nobody is waiting before" : "\(entry.detail) waiting already"
      return "\(step.name): waits for \(wanted(entry.step)), \(ahead)"
    case .granted: return "\(step.name): gets \(wanted(entry.step))"
    case .reneged: return "\(step.name): gives up waiting for \(wanted(entry.step))"
    case .began: return "\(step.name): begins"
    case .ended: return "\(step.name): is done"
    case .released:
      let (resource, kept) = entry.givenBack
      let rest = kept > 0 ? " and keeps \(kept)" : ""
      return "\(step.name): gives back \(program.resources[Int(resource)].name)\(rest)"
    case .interrupted: return "\(step.name): is interrupted"
    case .failed: return "\(step.name): goes out of service"
    case .repaired: return "\(step.name): is in service again"
    case .timedOut: return "\(step.name): has no time left"
    case .created: return "\(step.name): begins its own way"
    case .forked: return "\(step.name): goes several ways at the same time"
    case .gathering: return "\(step.name): waits for others"
    case .reunited:
      return step.keyword == ForkStep.keyword
        ? "\(step.name): goes on" : "\(step.name): goes on with the others"
    case .merged: return "\(step.name): ends as part of another"
    case .departed: return "leaves: \(program.outcomes[Int(entry.detail)])"
    }
  }

  /// The resources that the request of a step asks for.
  private func wanted(_ step: Int32) -> String {
    guard let request = program.requests.first(where: { $0.step == step }) else {
      return "its turn"
    }
    if request.itemCount == 0 { return "what it needs" }
    let items = program.items[
      Int(request.firstItem)..<Int(request.firstItem + request.itemCount)]
    return items.map { item in
      let name = program.resources[Int(item.resource)].name
      return item.quantity < 0 && item.units == 1 ? name : "\(item.units) \(name)"
    }.joined(separator: " and ")
  }

  /// The day of the run, the weekday and the time of day.
  private func clock(_ tick: Int64) -> String {
    let inWeek = program.startInWeek + tick
    let day = (program.startInWeek % Ticks.day + tick) / Ticks.day + 1
    let weekday = ClockTime.weekdayNames[Int(inWeek / Ticks.day % 7)]
    let seconds = inWeek % Ticks.day / Ticks.second
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "day \(day) \(weekday) \(two(seconds / 3600)):\(two(seconds / 60 % 60)):"
      + two(seconds % 60)
  }
}
