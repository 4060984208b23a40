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
