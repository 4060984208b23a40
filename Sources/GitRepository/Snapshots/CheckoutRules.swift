internal import Digests
internal import GateModel

/// All that decides how blobs of one content become files: the attributes that it brings along, those of the repository and
/// the user, and the configuration. A value for any thread; each opens its own ``CheckoutFilters``.
struct CheckoutRules: Sendable {
  let location: RepositoryLocation
  /// The `.gitattributes` files of the content.
  let attributeFiles: [SnapshotFile]
  /// A directory without a `.gitattributes`, in which libgit2 looks for one before it asks for ``attributeFiles``.
  let emptyDirectory: LocalPath
  /// `core.autocrlf`, `nil` for `input`.
  let automaticConversion: Bool?
  /// `core.eol`.
  let lineEnd: String
  /// Whether no path can have an attribute.
  let hasNoAttributes: Bool
  let settings: WorkTreeSettings
  /// The filter drivers that have a program to check files out with.
  let programs: Set<String>
  /// Says in 32 bytes what the rules are: equal ones check the same blob out as the same bytes.
  let fingerprint: [UInt8]

  /// - Parameter files: all files of the content.
  init(
    _ repository: borrowing Repository, files: [SnapshotFile], emptyDirectory: LocalPath
  ) throws(GitError) {
    location = repository.location
    self.emptyDirectory = emptyDirectory
    attributeFiles = files.filter { $0.version.mode.isFile && Self.isAttributes($0.path) }
    settings = try WorkTreeSettings(repository.configuration)
    let conversion = repository.configuration.value("core.autocrlf") ?? "false"
    lineEnd = repository.configuration.value("core.eol")?.lowercased() ?? ""
    automaticConversion =
      conversion.lowercased() == "input"
      ? nil : try repository.configuration.isTrue("core.autocrlf", fallback: false)
    programs = repository.configuration.filterPrograms
    let outside = try Self.outsideAttributes(location)
    hasNoAttributes = attributeFiles.isEmpty && outside.allSatisfy(\.isEmpty)
    var digest = Digest256.Stream()
    let texts =
      ["1", conversion, lineEnd, settings.hasLinks ? "links" : ""] + programs.sorted()
      + attributeFiles.map { "\($0.version.id) \($0.path)" }
    for bytes in texts.map({ Array($0.utf8) }) + outside {
      digest.update(Array("\(bytes.count) ".utf8) + bytes)
    }
    fingerprint = digest.finish()
  }

  /// Whether every blob is checked out as it is.
  var arePlain: Bool { hasNoAttributes && !convertsAutomatically }

  private var conversionText: String { "\(automaticConversion.map { "\($0)" } ?? "input") \(lineEnd)" }

  private var convertsAutomatically: Bool { automaticConversion ?? true }

  private static func isAttributes(_ path: RepositoryPath) -> Bool {
    path.bytes.last == UInt8(ascii: "s") && path.name.elementsEqual(".gitattributes".utf8)
  }

  /// The attributes of the repository's `info`, of the user and of the system.
  static func outsideAttributes(_ location: RepositoryLocation) throws(GitError) -> [[UInt8]] {
    var files = [location.commonDirectory.appending("info/attributes"), LocalPath("/etc/gitattributes")]
    if let named = try Repository.open(location).configurationPath("core.attributesFile") {
      files.append((location.workTree ?? location.gitDirectory).resolving(named))
    } else if let home = location.xdgHome ?? location.home.map({ $0 + "/.config" }) {
      files.append(LocalPath(home + "/git/attributes"))
    }
    return files.map { FileBytes.read($0, limit: 1 << 20, followsLinks: true) ?? [] }
  }

  /// What the conversion of an item with these attributes is called: 0 where its blobs are checked out as they are, and
  /// files are added as they are.
  func conversion(of item: SnapshotItem, _ attributes: PathAttributes) -> UInt64 {
    switch item.kind {
    case .regular, .executable: break
    case .symbolicLink: return settings.hasLinks ? 0 : 2
    case .emptySubmodule, .linkedSubmodule, .linkedDirectory: return 0
    }
    let filter = attributes.filterName.flatMap { $0 == "lfs" || programs.contains($0) ? $0 : nil }
    if attributes.keepsLineEnds(convertsAutomatically: convertsAutomatically), attributes.ident != .set,
      attributes.textEncoding == nil, filter == nil
    {
      return 0
    }
    let digest = Digest256.of(Array("\(attributes) \(conversionText) \(filter ?? "")".utf8))
    return digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } | 1
  }
}

extension GitConfiguration {
  /// The names of the filter drivers (`filter.NAME.smudge`, `filter.NAME.process`) with a program to check files out.
  fileprivate var filterPrograms: Set<String> {
    var drivers: Set<String> = []
    for name in names(in: "filter") {
      let parts = name.split(separator: ".")
      guard parts.count > 2, ["smudge", "process"].contains(parts[parts.count - 1]), value(name) != "" else { continue }
      drivers.insert(parts[1..<(parts.count - 1)].joined(separator: "."))
    }
    return drivers
  }
}
