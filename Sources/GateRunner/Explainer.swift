package import GateModel
package import ResultCache

/// Says what a check's key is made of, and what of that is not as it was when the check last ran.
package struct Explainer: Sendable {
  private let store: LocalStore
  private let planner: Planner

  package init(store: LocalStore, platform: Platform) {
    self.store = store
    planner = Planner(store: store, platform: platform)
  }

  /// The key of `check`'s verdict on what `scope` holds. Of a check that judges each file by itself: on the first file that has
  /// no known verdict, else on the first.
  package func explanation(of check: any Check, in scope: CheckScope) -> KeyExplanation {
    let planned = planner.plan([check], in: scope)
    switch planned.first?.state {
    case .nothing(let reason): return KeyExplanation(check: check.id, status: .none(reason))
    case .impossible(let error): return KeyExplanation(check: check.id, status: .impossible(error.message))
    case .ready(let ready): return explanation(of: check, ready)
    case .deferred, nil: return KeyExplanation(check: check.id, status: .none("the check is not part of the run"))
    }
  }

  private func explanation(of check: any Check, _ ready: PlannedCheck.Ready) -> KeyExplanation {
    let isTask = check.traits.grain == .task
    let first = ready.missing.first ?? ready.files.first
    guard let contexts = ready.contexts else {
      return KeyExplanation(check: check.id, status: .none("its verdicts are not kept"))
    }
    let directory = first.flatMap(contexts.directory(of:))
    guard let dependencies = contexts.dependencies[directory] else {
      return KeyExplanation(check: check.id, status: .none("it has no key"))
    }
    let files = isTask ? ready.files : first.map { [$0] } ?? []
    let builder = KeyBuilder(traits: check.traits, dependencies: dependencies, platform: contexts.platform)
    let key: CacheKey
    switch (ready.whole, isTask ? nil : first) {
    case (let whole?, _): key = builder.key(forWhole: whole)
    case (nil, let file?): key = builder.key(forFile: file)
    case (nil, nil): key = builder.key(forTask: files)
    }
    let manifest = KeyManifest(
      traits: check.traits, dependencies: dependencies, platform: contexts.platform, files: files, whole: ready.whole,
      secret: store.digestKey(), recordedAt: 0)
    let values = PartValues(dependencies, check.traits, contexts.platform, files, whole: ready.whole)
    var explanation = KeyExplanation(
      check: check.id, file: isTask ? nil : first?.path, status: .unknown, key: "\(key)",
      parts: (manifest.context + manifest.files).map { part in
        KeyExplanation.Part(
          group: part.group.name, name: RepositoryPath(bytes: part.name), value: values.value(of: part))
      })
    if let verdict = store.lookUp([key])[key] {
      explanation.status = .known(recordedAt: verdict.recordedAt)
      return explanation
    }
    let earlier = store.manifests(at: ManifestPlace(check: check.id, directory: directory))
    guard let nearest = earlier.map({ manifest.comparison(with: $0) }).min(by: { $0.count < $1.count }) else {
      return explanation
    }
    explanation.comparedWith = nearest.recordedAt
    for (index, part) in (manifest.context + manifest.files).enumerated() {
      explanation.parts[index].change = nearest.changes[Comparison.Name(part)]
    }
    for part in nearest.removed {
      explanation.parts.append(
        KeyExplanation.Part(
          group: part.group.name, name: RepositoryPath(bytes: part.name), value: nil, change: .removed))
    }
    return explanation
  }
}

/// How a key compares with an earlier one.
private struct Comparison {
  struct Name: Hashable {
    var group: KeyManifest.Part.Group
    var name: [UInt8]

    init(_ part: KeyManifest.Part) { (group, name) = (part.group, part.name) }
  }

  var recordedAt: Int64
  var changes: [Name: KeyExplanation.Change] = [:]
  var removed: [KeyManifest.Part] = []

  var count: Int { changes.count + removed.count }
}

extension KeyManifest {
  fileprivate func comparison(with earlier: KeyManifest) -> Comparison {
    var comparison = Comparison(recordedAt: earlier.recordedAt)
    let old = Dictionary(
      (earlier.context + earlier.files).map { (Comparison.Name($0), $0.digest) },
      uniquingKeysWith: { first, _ in first })
    let parts = context + files
    for part in parts {
      guard let digest = old[Comparison.Name(part)] else {
        comparison.changes[Comparison.Name(part)] = .added
        continue
      }
      if digest != part.digest { comparison.changes[Comparison.Name(part)] = .changed }
    }
    // Of a check that judges single files, files that are not asked about are no part of the key.
    let compared = isTask ? earlier.context + earlier.files : earlier.context
    let names = Set(parts.map { Comparison.Name($0) })
    comparison.removed = compared.filter { !names.contains(Comparison.Name($0)) }
    return comparison
  }
}

extension KeyManifest.Part.Group {
  /// The word for it in an explanation.
  fileprivate var name: String {
    switch self {
    case .traits: "traits"
    case .definition: "definition"
    case .input: "input"
    case .tool: "tool"
    case .environment: "environment"
    case .platform: "platform"
    case .file: "file"
    case .outside: "outside"
    }
  }
}
