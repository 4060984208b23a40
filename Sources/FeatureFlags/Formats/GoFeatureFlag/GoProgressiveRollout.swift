import DocumentTree
import GateModel

/// A rollout that goes on by itself between two dates.
///
/// https://gofeatureflag.org/docs/configure_flag/rollout-strategies/progressive: before the first date everybody gets the
/// initial variation; from then to the second one the share of the end variation grows from the initial percentage to the
/// end percentage.
struct GoProgressiveRollout {
  private struct Step {
    var variation: Placed<String>?
    var percentage: Placed<Double>?
    var date: Placed<FlagTime>?
  }

  private(set) var variations: [Placed<String>] = []

  /// - Parameter isWhole: whether it stands by itself and is not merged into one.
  init(_ object: FlagObject, isWhole: Bool, _ findings: inout FlagFindings) {
    object.check(
      known: ["initial", "end"], required: isWhole ? ["initial", "end"] : [], .ignored, of: .goFeatureFlag, &findings)
    let initial = Self.step("initial", of: object, isWhole: isWhole, &findings)
    let end = Self.step("end", of: object, isWhole: isWhole, &findings)
    variations = [initial?.variation, end?.variation].compactMap { $0 }
    guard let initial, let end else { return }
    // Without an end percentage everybody gets the end variation.
    if let last = end.percentage, last.value != 0, last.value < initial.percentage?.value ?? 0 {
      findings.add(
        .progressiveRollout,
        "the rollout ends at \(WeightedSplit.shown(last.value)) %, below the "
          + "\(WeightedSplit.shown(initial.percentage?.value ?? 0)) % at which it begins", at: last.range,
        help: "swap the variations to roll back, or the percentages")
    } else if let last = end.percentage, last.value == 0, let first = initial.percentage, first.value > 0 {
      findings.add(
        .progressiveRollout,
        "the rollout ends at 0 %, below the \(WeightedSplit.shown(first.value)) % at which it begins", at: last.range,
        help: "swap the variations to roll back, or the percentages")
    }
    if let start = initial.date, let stop = end.date, stop.value <= start.value {
      findings.add(
        .progressiveRollout, "the rollout ends before it begins (line \(start.range.line))", at: stop.range)
    }
    if isWhole, let first = initial.variation, let last = end.variation, first.value == last.value {
      findings.add(
        .progressiveRollout, "the rollout begins and ends with the same variation, so nothing changes", at: last.range,
        severity: .warning)
    }
  }

  private static func step(
    _ name: String, of object: FlagObject, isWhole: Bool, _ findings: inout FlagFindings
  ) -> Step? {
    guard let step = object.object(name, "`\(name)` of \(object.title)", &findings) else { return nil }
    step.check(
      known: ["variation", "percentage", "date"], required: isWhole ? ["variation", "date"] : [], .ignored,
      of: .goFeatureFlag, &findings)
    let percentage = step.number("percentage", &findings)
    if let percentage, !(0...100).contains(percentage.value) {
      findings.add(
        .weightRange, "the percentage \(WeightedSplit.shown(percentage.value)) is not between 0 and 100",
        at: percentage.range)
    }
    return Step(
      variation: step.text("variation", &findings), percentage: percentage, date: step.time("date", &findings))
  }
}
