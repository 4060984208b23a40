package import GateModel

/// What a key was made of, as names and short digests: enough to say later which part became another one.
package struct KeyManifest: Hashable, Sendable {
  /// One part of a key.
  package struct Part: Hashable, Sendable {
    /// What sort of thing it is.
    package enum Group: UInt8, Hashable, Sendable, CaseIterable {
      /// How the check is planned and run.
      case traits
      /// A piece of its definition, by its number.
      case definition
      /// A file that it reads or looks for.
      case input
      case tool
      case environment
      case platform
      /// A file that it judges.
      case file
      /// A file outside of the repository that configures its tools.
      case outside
    }

    package var group: Group
    /// A path for files, else text.
    package var name: [UInt8]
    /// Eight bytes of a digest over the part and the store's own key, so that no value can be told from it.
    package var digest: UInt64
  }

  /// All that the key depends on besides the files that the check judges.
  package var context: [Part]
  /// Those files. Of a check that judges each file by itself, files that were judged in this context; of one that judges it with
  /// all that it needs, those.
  package var files: [Part]
  /// Whether one verdict covers all of ``files``, or depends on them.
  package var isTask: Bool
  /// When it was recorded, in seconds since 1970.
  package var recordedAt: Int64

  /// The name of the one part that stands for all of the content.
  package static let wholeName = "all files"
  /// As many parts of one group are told apart. What is more is put together by directory.
  static let mostParts = 256
  /// As many manifests are kept of one check (and directory).
  static let mostKept = 4
  /// The largest row of manifests that is kept, in bytes.
  static let maximumByteCount = 64 << 10

  /// The manifest of a key, or of several in one context.
  ///
  /// - Parameters:
  ///   - whole: all of the content, where the key is about that instead of `files`.
  ///   - secret: the store's own key (``LocalStore/digestKey()``).
  package init(
    traits: CheckTraits, dependencies: CheckDependencies, platform: Platform, files: [SnapshotFile],
    whole: WholeTree? = nil, secret: [UInt8], recordedAt: Int64
  ) {
    let digester = PartDigester(secret: secret)
    var parts: [Part] = []
    for (name, value) in [
      ("kind", traits.kind), ("grain", traits.grain.rawValue), ("reading", traits.reading.rawValue),
      ("isolation", traits.isolation.rawValue),
    ] {
      parts.append(digester.part(.traits, name) { $0.add(value) })
    }
    for (index, text) in dependencies.definition.enumerated() {
      parts.append(digester.part(.definition, "\(index)") { $0.add(text) })
    }
    parts += digester.files(.input, dependencies.inputs.map { ($0.path, $0.version) })
    for tool in dependencies.tools { parts.append(digester.part(.tool, tool.name) { $0.add(tool.identity) }) }
    for variable in dependencies.environment {
      parts.append(
        digester.part(.environment, variable.name) { encoder in
          encoder.add(optional: variable.value) { encoder, value in encoder.add(value) }
        })
    }
    for (name, value) in [
      ("system", platform.system), ("architecture", platform.architecture), ("runtime", platform.runtime),
    ] {
      parts.append(digester.part(.platform, name) { $0.add(value) })
    }
    for file in dependencies.outside {
      parts.append(
        digester.part(.outside, file.name) { encoder in
          encoder.add(optional: file.digest) { encoder, digest in encoder.add(digest) }
        })
    }
    context = parts
    self.files =
      whole.map { tree in [digester.part(.file, Self.wholeName) { $0.add(tree.id.bytes) }] }
      ?? digester.files(.file, files.map { ($0.path, $0.version) })
    isTask = traits.grain != .file
    self.recordedAt = recordedAt
  }

  init(context: [Part], files: [Part], isTask: Bool, recordedAt: Int64) {
    self.context = context
    self.files = files
    self.isTask = isTask
    self.recordedAt = recordedAt
  }

  /// `earlier`, the newest first, with this one before them.
  func added(to earlier: [KeyManifest]) -> [KeyManifest] {
    var kept = earlier
    var newest = self
    // Single files that are judged in one context add up; of a task every set of files is another key.
    if let place = kept.firstIndex(where: {
      $0.context == context && $0.isTask == isTask && (!isTask || $0.files == files)
    }) {
      let known = kept.remove(at: place)
      if !isTask {
        let names = Set(files.map(\.name))
        newest.files += known.files.filter { !names.contains($0.name) }
        newest.files = Array(newest.files.prefix(Self.mostParts))
      }
    }
    return Array(([newest] + kept).prefix(Self.mostKept))
  }
}

/// Digests parts of a key.
private struct PartDigester {
  let secret: [UInt8]

  func part(
    _ group: KeyManifest.Part.Group, _ name: String, _ encode: (inout KeyEncoder) -> Void
  ) -> KeyManifest.Part {
    part(group, Array(name.utf8), encode)
  }

  func part(
    _ group: KeyManifest.Part.Group, _ name: [UInt8], _ encode: (inout KeyEncoder) -> Void
  ) -> KeyManifest.Part {
    var encoder = KeyEncoder(purpose: "part")
    encoder.add(secret)
    encoder.add(Int(group.rawValue))
    encoder.add(name)
    encode(&encoder)
    let digest = encoder.finish().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    return KeyManifest.Part(group: group, name: name, digest: digest)
  }

  /// A part for each file; where they are too many for each directory, or for all of them.
  func files(_ group: KeyManifest.Part.Group, _ files: [(path: RepositoryPath, version: FileVersion?)]) -> [KeyManifest
    .Part]
  {
    if files.count <= KeyManifest.mostParts { return files.map { self.files(group, named: $0.path.bytes, [$0]) } }
    let slash = UInt8(ascii: "/")
    let directories = Dictionary(grouping: files) { $0.path.parent.map { $0.bytes + [slash] } ?? [slash] }
    if directories.count > KeyManifest.mostParts { return [self.files(group, named: [slash], files)] }
    return directories.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      self.files(group, named: $0.key, $0.value)
    }
  }

  private func files(
    _ group: KeyManifest.Part.Group, named name: [UInt8], _ files: [(path: RepositoryPath, version: FileVersion?)]
  ) -> KeyManifest.Part {
    part(group, name) { encoder in
      encoder.add(set: files) { encoder, file in
        encoder.add(file.path.bytes)
        encoder.add(optional: file.version) { encoder, version in encoder.add(version) }
      }
    }
  }
}
