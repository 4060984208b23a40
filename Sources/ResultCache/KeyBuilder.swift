package import GateModel

/// Makes the keys of one check's verdicts.
///
/// A key is the SHA-256 of a canonical encoding, version ``version``. Integers take 8 bytes, big-endian; bytes are preceded
/// by their count; a list by the count of its elements; absence is the byte 0, presence the byte 1 before the value. So
/// nothing that differs encodes alike.
///
///     context  = version 0x00 "context" kind grain reading isolation [definition] {inputs} {tools} {environment} platform
///                {outside}, where there is any
///     file key = version 0x00 "file" SHA-256(context) path mode id
///     closure key = version 0x00 "closure" SHA-256(context) path mode id digest
///     task key = version 0x00 "task" SHA-256(context) {files}
///     tree key = version 0x00 "tree" SHA-256(context) tree id
///     all key  = version 0x00 "all" SHA-256(context) tree id [marks]
///
/// `[…]` keeps its order; `{…}` is a set: in the order of its elements' bytes (files in path order), each once. The check's
/// name, its time-out and the policies on keeping verdicts are left out, for no verdict depends on them.
package struct KeyBuilder: Sendable {
  /// Raised when the encoding changes, or when gate judges the same input otherwise than before.
  static let version = "gate-key/2"

  private let context: [UInt8]

  /// Keys for a check with these traits and dependencies on `platform`.
  package init(traits: CheckTraits, dependencies: CheckDependencies, platform: Platform) {
    var encoder = KeyEncoder(purpose: "context")
    encoder.add(traits.kind)
    encoder.add(traits.grain.rawValue)
    encoder.add(traits.reading.rawValue)
    encoder.add(traits.isolation.rawValue)
    encoder.add(dependencies.definition.count)
    for part in dependencies.definition { encoder.add(part) }
    encoder.add(set: dependencies.inputs) { encoder, input in
      encoder.add(input.path.bytes)
      encoder.add(optional: input.version) { encoder, version in encoder.add(version) }
    }
    encoder.add(set: dependencies.tools) { encoder, tool in
      encoder.add(tool.name)
      encoder.add(tool.identity)
    }
    encoder.add(set: dependencies.environment) { encoder, variable in
      encoder.add(variable.name)
      encoder.add(optional: variable.value) { encoder, value in encoder.add(value) }
    }
    encoder.add(platform.system)
    encoder.add(platform.architecture)
    encoder.add(platform.runtime)
    if !dependencies.outside.isEmpty {
      encoder.add(set: dependencies.outside) { encoder, file in
        encoder.add(file.name)
        encoder.add(optional: file.digest) { encoder, digest in encoder.add(digest) }
      }
    }
    context = encoder.finish()
  }

  /// The key of the verdict on `file` alone.
  package func key(forFile file: SnapshotFile) -> CacheKey {
    var encoder = KeyEncoder(purpose: "file")
    encoder.add(context)
    encoder.add(file)
    return CacheKey(digest: encoder.finish())
  }

  /// The key of the verdict on `file` together with all that it needs.
  package func key(forFile file: SnapshotFile, in closure: FileClosure) -> CacheKey {
    var encoder = KeyEncoder(purpose: "closure")
    encoder.add(context)
    encoder.add(file)
    encoder.add(closure.digest)
    return CacheKey(digest: encoder.finish())
  }

  /// The key of the one verdict on all `files`, whatever their order.
  package func key(forTask files: [SnapshotFile]) -> CacheKey {
    var encoder = KeyEncoder(purpose: "task")
    encoder.add(context)
    let files = Self.canonical(files)
    encoder.add(files.count)
    for file in files { encoder.add(file) }
    return CacheKey(digest: encoder.finish())
  }

  /// The key of the one verdict on all that `tree` holds. Not that of a list of the same files.
  package func key(forWhole tree: WholeTree) -> CacheKey {
    var encoder = KeyEncoder(purpose: "tree")
    encoder.add(context)
    encoder.add(tree.id.bytes)
    return CacheKey(digest: encoder.finish())
  }

  /// The key under which the verdicts on all files of `tree` that concern the check are kept together.
  ///
  /// - Parameter marks: what the choice of those files depends on besides, such as which gate chooses.
  package func key(forAllOf tree: WholeTree, marks: [String]) -> CacheKey {
    var encoder = KeyEncoder(purpose: "all")
    encoder.add(context)
    encoder.add(tree.id.bytes)
    encoder.add(marks.count)
    for mark in marks { encoder.add(mark) }
    return CacheKey(digest: encoder.finish())
  }

  /// `files` in path order, each once; they mostly come that way.
  private static func canonical(_ files: [SnapshotFile]) -> [SnapshotFile] {
    if zip(files, files.dropFirst()).allSatisfy({ $0.path < $1.path }) { return files }
    var sorted: [SnapshotFile] = []
    for file in Set(files).sorted(by: precedes) { sorted.append(file) }
    return sorted
  }

  private static func precedes(_ left: SnapshotFile, _ right: SnapshotFile) -> Bool {
    if left.path != right.path { return left.path < right.path }
    if left.version.mode != right.version.mode { return left.version.mode.rawValue < right.version.mode.rawValue }
    return left.version.id.bytes.lexicographicallyPrecedes(right.version.id.bytes)
  }
}
