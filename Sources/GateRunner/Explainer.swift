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

  /// The key of `check`'s verdict on what `scope` holds. Of a check that judges each file by itself, or with all that it needs: on
  /// the first file that was asked about, where there is such a one, else the first that has no known verdict, else the first.
  package func explanation(of check: any Check, in scope: CheckScope) -> KeyExplanation {
    let planned = planner.plan([check], in: scope)
    switch planned.first?.state {
    case .nothing(let reason): return KeyExplanation(check: check.id, status: .none(reason))
    case .impossible(let error): return KeyExplanation(check: check.id, status: .impossible(error.message))
    case .ready(let ready): return explanation(of: check, ready, in: scope)
    case .deferred, nil: return KeyExplanation(check: check.id, status: .none("the check is not part of the run"))
    }
  }

  private func explanation(
    of check: any Check, _ ready: PlannedCheck.Ready, in scope: CheckScope
  ) -> KeyExplanation {
    do {
      return try subject(of: check, ready, in: scope).map { explanation(of: check, $0) }
        ?? KeyExplanation(check: check.id, status: .none("its verdicts are not kept"))
    } catch {
      return KeyExplanation(check: check.id, status: .impossible(error.message))
    }
  }

  /// What is explained.
  private struct Subject {
    var key: CacheKey
    /// `nil` for a task.
    var file: RepositoryPath?
    /// What the key is made of besides its context.
    var files: [SnapshotFile]
    var whole: WholeTree?
    var dependencies: CheckDependencies
    var platform: Platform
    var place: ManifestPlace
  }

  private func subject(
    of check: any Check, _ ready: PlannedCheck.Ready, in scope: CheckScope
  ) throws(CheckError) -> Subject? {
    guard let contexts = ready.contexts else { return nil }
    var first = ready.missing.first ?? ready.files.first
    if check.traits.grain == .closure, scope.kind == .files {
      let asked = Set(try scope.changedFiles.map(\.path))
      first = ready.files.first { asked.contains($0.path) } ?? first
    }
    let directory = first.flatMap(contexts.directory(of:))
    guard let dependencies = contexts.dependencies[directory] else { return nil }
    let builder = KeyBuilder(traits: check.traits, dependencies: dependencies, platform: contexts.platform)
    var subject = Subject(
      key: builder.key(forTask: ready.files), files: ready.files, whole: ready.whole, dependencies: dependencies,
      platform: contexts.platform, place: ManifestPlace(check: check.id, directory: directory))
    if let whole = ready.whole { subject.key = builder.key(forWhole: whole) }
    guard check.traits.grain != .task, ready.whole == nil, let file = first else { return subject }
    subject.file = file.path
    subject.files = [file]
    subject.key = builder.key(forFile: file)
    if check.traits.grain == .closure, let closure = try check.closures(of: [file], in: scope).first {
      subject.files = try check.closureFiles(of: file, in: scope)
      subject.key = builder.key(forFile: file, in: closure)
      subject.place.directory = file.path
    }
    return subject
  }

  private func explanation(of check: any Check, _ subject: Subject) -> KeyExplanation {
    let (key, dependencies) = (subject.key, subject.dependencies)
    let manifest = KeyManifest(
      traits: check.traits, dependencies: dependencies, platform: subject.platform, files: subject.files,
      whole: subject.whole, secret: store.digestKey(), recordedAt: 0)
    let values = PartValues(dependencies, check.traits, subject.platform, subject.files, whole: subject.whole)
    var explanation = KeyExplanation(
      check: check.id, file: subject.file, status: .unknown, key: "\(key)",
      parts: (manifest.context + manifest.files).map { part in
        KeyExplanation.Part(
          group: part.group.name, name: RepositoryPath(bytes: part.name), value: values.value(of: part))
      })
    if let verdict = store.lookUp([key])[key] {
      explanation.status = .known(recordedAt: verdict.recordedAt)
      return explanation
    }
    let earlier = store.manifests(at: subject.place)
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
