extension Disassembler {
  /// A shock in words.
  func describe(_ shock: ShockSpecification) -> String {
    var text = program.steps[Int(shock.step)].name
    text +=
      shock.every < 0
      ? " at \(shock.times.map { quantity($0) }.joined(separator: ", "))"
      : " every \(quantity(shock.every))"
    text += " for \(quantity(shock.length))"
    if shock.probability < 1 { text += ", with probability \(shock.probability)" }
    for effect in shock.effects {
      text += ", \(program.resources[Int(effect.resource)].name)"
      if effect.factor != 1 { text += " × \(effect.factor)" }
      if effect.more != 0 { text += effect.more > 0 ? " + \(effect.more)" : " - \(-effect.more)" }
      if effect.set >= 0 { text += " = \(effect.set)" }
    }
    return text + (shock.preempts ? ", pre-empting" : "")
  }
}
