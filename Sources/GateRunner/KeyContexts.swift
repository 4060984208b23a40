import GateModel
import ResultCache

/// What the keys of one check depend on besides the files that it judges.
struct KeyContexts: Sendable {
  var platform: Platform
  /// By directory where a tool finds its configuration by that, else under `nil`.
  var dependencies: [RepositoryPath?: CheckDependencies] = [:]

  /// The directory under which `file` has its dependencies.
  func directory(of file: SnapshotFile) -> RepositoryPath? {
    dependencies[nil] == nil ? file.path.parent ?? RepositoryPath(bytes: []) : nil
  }

  /// So many files that others need are put down in one run. Of a large tree, whose tests all ran at once, some have to do
  /// without: what changed for them is then not said.
  private static let mostClosureFiles = 100_000

  /// What the keys of `files` were made of, of a check that judges each with all that it needs.
  func closureManifests(
    of check: any Check, _ files: [SnapshotFile], in scope: CheckScope, secret: [UInt8], recordedAt date: Int64
  ) -> [ManifestPlace: KeyManifest] {
    guard let dependencies = dependencies[nil], !files.isEmpty else { return [:] }
    var manifests: [ManifestPlace: KeyManifest] = [:]
    var count = 0
    for file in files {
      // Only for people: where it cannot be read the next run says so.
      guard count < Self.mostClosureFiles, let closure = try? check.closureFiles(of: file, in: scope) else { break }
      count += closure.count
      manifests[ManifestPlace(check: check.id, directory: file.path)] = KeyManifest(
        traits: check.traits, dependencies: dependencies, platform: platform, files: closure,
        secret: secret, recordedAt: date)
    }
    return manifests
  }

  /// What the keys of `files` were made of.
  func manifests(
    of check: any Check, _ files: [SnapshotFile], whole: WholeTree?, secret: [UInt8], recordedAt date: Int64
  ) -> [ManifestPlace: KeyManifest] {
    var manifests: [ManifestPlace: KeyManifest] = [:]
    let groups = whole == nil ? Dictionary(grouping: files, by: directory(of:)) : [nil: []]
    for (directory, files) in groups {
      guard let dependencies = dependencies[directory] else { continue }
      manifests[ManifestPlace(check: check.id, directory: directory)] = KeyManifest(
        traits: check.traits, dependencies: dependencies, platform: platform, files: files, whole: whole,
        secret: secret, recordedAt: date)
    }
    return manifests
  }
}
