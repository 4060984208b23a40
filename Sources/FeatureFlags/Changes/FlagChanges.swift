import GateModel

/// What a change does to the flags of a repository.
package struct FlagChanges: Hashable, Sendable {
  /// In the order of the files after the change; what is gone stands last.
  package private(set) var flags: [FlagChange]
  /// To compare every flag that went with every one that came takes too long beyond this.
  private static let maximumPairs = 10_000

  private struct Name: Hashable {
    var namespace: String?
    var key: String
  }

  private struct Sides {
    var order: [Name] = []
    var byName: [Name: [FlagChange.Side]] = [:]

    init(_ content: FlagContent, of touched: Set<Name>) {
      for file in content.files {
        for flag in file.flags {
          let name = Name(namespace: flag.namespace, key: flag.key)
          guard touched.contains(name) else { continue }
          if byName[name] == nil { order.append(name) }
          byName[name, default: []].append(.init(flag: flag, format: file.format, environment: file.environment))
        }
      }
    }
  }

  /// The difference between `base` and `content`.
  package init(from base: FlagContent, to content: FlagContent) {
    let touched = Self.touched(base, content)
    let (old, new) = (Sides(base, of: touched), Sides(content, of: touched))
    let reads = Dictionary(grouping: content.references.filter { $0.kind == .read }, by: \.key)
    flags = []
    let gone = old.order.filter { new.byName[$0] == nil }
    let twins = Self.twins(gone, old, new.order.filter { old.byName[$0] == nil }, new)
    for name in new.order {
      let twin = twins[name]
      let before = old.byName[twin ?? name] ?? []
      var change = FlagChange(
        kind: twin != nil ? .renamed : before.isEmpty ? .added : .changed, key: name.key, oldKey: twin?.key,
        old: before, new: new.byName[name] ?? [], settings: [],
        reads: (twin.flatMap { reads[$0.key] } ?? []) + (reads[name.key] ?? []))
      change.settings = Self.settings(change.old, change.new)
      if change.kind != .changed || !change.changedSettings.isEmpty || !change.details.isEmpty { flags.append(change) }
    }
    let renamed = Set(twins.values)
    for name in gone where !renamed.contains(name) {
      let before = old.byName[name] ?? []
      flags.append(
        FlagChange(
          kind: .removed, key: name.key, old: before, new: [], settings: Self.settings(before, []),
          reads: reads[name.key] ?? []))
    }
  }

  /// The flags of the files that differ.
  private static func touched(_ base: FlagContent, _ content: FlagContent) -> Set<Name> {
    let before = Dictionary(base.files.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    let after = Dictionary(content.files.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    let different = content.files.filter { before[$0.path] != $0 } + base.files.filter { after[$0.path] != $0 }
    return Set(different.flatMap(\.flags).map { Name(namespace: $0.namespace, key: $0.key) })
  }

  // MARK: - Renamed flags

  /// Of what came, what seems to be something that went.
  private static func twins(_ gone: [Name], _ old: Sides, _ added: [Name], _ new: Sides) -> [Name: Name] {
    guard gone.count * added.count <= maximumPairs else { return [:] }
    var candidates: [Name: [Name]] = [:]
    var claims: [Name: Int] = [:]
    for name in added {
      for other in gone where areTwins(old.byName[other] ?? [], new.byName[name] ?? []) {
        candidates[name, default: []].append(other)
        claims[other, default: 0] += 1
      }
    }
    return candidates.compactMapValues { others in
      guard let only = others.first, others.count == 1, claims[only] == 1 else { return nil }
      return only
    }
  }

  /// Whether two flags are in the same files and serve the same.
  private static func areTwins(_ old: [FlagChange.Side], _ new: [FlagChange.Side]) -> Bool {
    guard old.count == new.count, !old.isEmpty else { return false }
    return zip(old, new).allSatisfy { left, right in
      left.flag.path == right.flag.path && left.flag.type == right.flag.type
        && left.flag.variants.map(\.name) == right.flag.variants.map(\.name)
        && left.flag.variants.map(\.value) == right.flag.variants.map(\.value)
        && left.flag.states.map(FlagServing.init) == right.flag.states.map(FlagServing.init)
        && left.flag.metadata.owner?.value == right.flag.metadata.owner?.value
    }
  }

  // MARK: - Settings

  private struct Place: Hashable {
    var environment: String?
    var path: RepositoryPath
  }

  /// The states of both sides beside each other: those of the same file, and then of the same environment.
  private static func settings(_ old: [FlagChange.Side], _ new: [FlagChange.Side]) -> [FlagChange.Setting] {
    var before = places(old)
    let after = places(new)
    let kept = Set(after.map(\.place))
    var known = Set(before.map(\.place))
    for item in after where !known.contains(item.place) {
      let match = before.firstIndex { other in
        other.place.environment == item.place.environment && !kept.contains(other.place)
      }
      guard let match else { continue }
      before[match].place = item.place
      known.insert(item.place)
    }
    let states = Dictionary(before.map { ($0.place, $0.state) }, uniquingKeysWith: { $1 })
    let present = after.map { item in
      FlagChange.Setting(
        environment: item.place.environment, path: item.place.path, before: states[item.place], after: item.state)
    }
    let lost = before.filter { !kept.contains($0.place) }
    return present
      + lost.map { item in
        FlagChange.Setting(environment: item.place.environment, path: item.place.path, before: item.state, after: nil)
      }
  }

  private static func places(_ sides: [FlagChange.Side]) -> [(place: Place, state: FlagState)] {
    sides.flatMap { side in
      side.flag.states.map { state in
        (Place(environment: state.environment ?? side.environment, path: side.flag.path), state)
      }
    }
  }
}
