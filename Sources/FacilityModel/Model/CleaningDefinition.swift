/// The crew that a turnaround needs.
package struct CleaningDefinition: Sendable {
  package var info: StepInfo
  package var request: SeizeRequest

  /// What is done to clean a unit.
  package func step(for turnaround: QuantityModel) -> ServiceStep {
    ServiceStep(info: info, request: request, duration: turnaround, loopDepth: 0)
  }
}
