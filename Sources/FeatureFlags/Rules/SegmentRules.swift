import GateModel

/// Segments that rules name, held against those that files define.
enum SegmentRules {
  /// Where the name of a segment counts.
  private struct Space: Hashable {
    var format: FlagFormat?
    var namespace: String?
  }

  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    var defined: [Space: Set<String>] = [:]
    var used: [Space: Set<String>] = [:]
    for file in inspection.content.files {
      for segment in file.segments {
        let space = Space(format: file.format, namespace: segment.namespace)
        defined[space, default: []].insert(segment.name)
        used[space, default: []].formUnion(segment.members.map(\.value))
      }
      for flag in file.flags {
        let space = Space(format: file.format, namespace: flag.namespace)
        for branch in flag.states.lazy.flatMap(\.branches) {
          for segment in branch.segments { used[space, default: []].insert(segment.value) }
        }
      }
    }
    var near: [Space: NearNames] = [:]
    for (space, names) in used {
      let known = defined[space] ?? []
      for name in names.subtracting(known).sorted() {
        // What was probably meant is not called unused as well.
        guard let meant = near[space, default: NearNames()].match(for: name, among: known) else { continue }
        used[space, default: []].insert(meant)
      }
    }
    for file in inspection.content.files {
      if file.listsSegments, inspection.content.isComplete { checkMissing(file, defined, &near, &report) }
      checkUnused(file, used, &report)
      checkCycles(file, &report)
    }
  }

  private static func checkMissing(
    _ file: FlagFile, _ defined: [Space: Set<String>], _ near: inout [Space: NearNames], _ report: inout FlagReport
  ) {
    func check(_ name: Placed<String>, _ namespace: String?) {
      let space = Space(format: file.format, namespace: namespace)
      let known = defined[space] ?? []
      if known.contains(name.value) { return }
      let meant = near[space, default: NearNames()].match(for: name.value, among: known)
      report.add(
        .segmentMissing, "no segment `\(FlagFindings.shown(name.value))` is defined", in: file.path, at: name.range,
        help: meant.map { "did you mean `\($0)`?" })
    }
    for flag in file.flags {
      for branch in flag.states.lazy.flatMap(\.branches) {
        for name in branch.segments { check(name, flag.namespace) }
      }
    }
    for segment in file.segments {
      for name in segment.members { check(name, segment.namespace) }
    }
  }

  private static func checkUnused(_ file: FlagFile, _ used: [Space: Set<String>], _ report: inout FlagReport) {
    // Where there are no flags, those of other files that are not at hand may use what is shared.
    if file.flags.isEmpty { return }
    let noun = file.format == .flagd ? "evaluator" : "segment"
    for segment in file.segments {
      let space = Space(format: file.format, namespace: segment.namespace)
      if segment.isUsed ?? used[space]?.contains(segment.name) ?? false { continue }
      report.add(
        .segmentUnused, "no flag uses the \(noun) `\(FlagFindings.shown(segment.name))`", in: file.path,
        at: segment.range)
    }
  }

  private static func checkCycles(_ file: FlagFile, _ report: inout FlagReport) {
    var graph = NameGraph()
    for segment in file.segments {
      for member in segment.members { graph.add(segment.name, member.value) }
    }
    if graph.edges.isEmpty { return }
    let ranges = Dictionary(file.segments.map { ($0.name, $0.range) }, uniquingKeysWith: { $1 })
    for cycle in graph.cycles(from: file.segments.map(\.name)) {
      guard let first = cycle.first, let range = ranges[first] else { continue }
      report.add(
        .segmentCycle, "the segment takes itself in: \(NameGraph.shown(cycle))", in: file.path, at: range,
        help: "flags that use it cannot be evaluated; break the circle")
    }
  }
}
