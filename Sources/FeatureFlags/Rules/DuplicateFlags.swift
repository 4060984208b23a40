import GateModel

/// Flags that are defined twice, and not in the same way.
enum DuplicateFlags {
  /// What may hold one definition of a key only.
  private struct Place: Hashable {
    var format: FlagFormat?
    var environment: String?
    var folder: String
    var namespace: String?
    var key: String
  }

  static func check(_ content: FlagContent, _ report: inout FlagReport) {
    for file in content.files { checkWithin(file, &report) }
    checkAcross(content.files, &report)
  }

  /// What the file's own objects have twice is reported as such already.
  private static func checkWithin(_ file: FlagFile, _ report: inout FlagReport) {
    guard file.format != .environment else { return }
    var first: [Place: Flag] = [:]
    var reported: Set<SourceRange>?
    for flag in file.flags {
      let place = Place(format: nil, environment: nil, folder: "", namespace: flag.namespace, key: flag.key)
      guard let earlier = first[place] else {
        first[place] = flag
        continue
      }
      let known =
        reported
        ?? Set(file.findings.lazy.filter { $0.rule == FlagRule.duplicateKey.id }.compactMap(\.range))
      reported = known
      if known.contains(flag.range) || earlier.range == flag.range { continue }
      report.add(
        .definedTwice,
        "flag `\(FlagFindings.shown(flag.key))` is defined again; it stands on line \(earlier.range.line) already",
        in: flag.path, at: flag.range, help: "remove or rename one of them")
    }
  }

  private static func checkAcross(_ files: [FlagFile], _ report: inout FlagReport) {
    var first: [Place: (flag: Flag, file: Int)] = [:]
    var pairs: [(earlier: Flag, flag: Flag, files: [Int])] = []
    for (index, file) in files.enumerated() {
      for flag in file.flags where flag.isDefinition {
        let place = Place(
          format: file.format, environment: file.environment, folder: folder(of: file.path), namespace: flag.namespace,
          key: flag.key)
        guard let earlier = first[place] else {
          first[place] = (flag, index)
          continue
        }
        if earlier.file != index { pairs.append((earlier.flag, flag, [earlier.file, index])) }
      }
    }
    let shared = Dictionary(grouping: pairs, by: \.files).mapValues(\.count)
    for pair in pairs {
      let smaller = pair.files.map { files[$0].flags.count }.min() ?? 0
      // Files with most of their flags in common are those of two regions or clients, say.
      if smaller > 1, (shared[pair.files] ?? 0) * 2 > smaller { continue }
      if isSame(pair.earlier, pair.flag) { continue }
      report.add(
        .definedTwice, "flag `\(FlagFindings.shown(pair.flag.key))` is defined differently in \(pair.earlier.path)",
        in: pair.flag.path, at: pair.flag.range, severity: .warning,
        help: "the other definition is on line \(pair.earlier.range.line); keep one of them")
    }
  }

  private static func folder(of path: RepositoryPath) -> String {
    path.description.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  /// Whether two definitions say the same, wherever they stand.
  private static func isSame(_ left: Flag, _ right: Flag) -> Bool {
    left.variants.map(\.name) == right.variants.map(\.name)
      && left.variants.map(\.value) == right.variants.map(\.value)
      && left.states.map(Comparable.init) == right.states.map(Comparable.init)
  }

  /// A state without its places.
  private struct Comparable: Equatable {
    let environment: String?
    let isEnabled: Bool
    let outcomes: [FlagOutcome]

    init(_ state: FlagState) {
      environment = state.environment
      isEnabled = state.isEnabled
      outcomes = state.branches.map(\.outcome) + [state.fallback.value]
    }
  }
}
