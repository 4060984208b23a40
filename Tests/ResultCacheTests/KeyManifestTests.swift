import GateModel
import GateTestSupport
import Testing

@testable import ResultCache

/// What is kept of the parts of a key.
@Suite struct KeyManifestTests {
  private let directory = try? TemporaryDirectory()
  private let place = ManifestPlace(check: CheckID("lint"), directory: nil)

  @Test func `the last manifests come back, the newest first, and no more than four`() throws {
    let store = try store()
    for index in 0..<6 { store.record([], manifests: [place: try manifest(["\(index)"], at: Int64(index))]) }
    #expect(store.manifests(at: place).map(\.recordedAt) == [5, 4, 3, 2])
    #expect(store.manifests(at: place).first == (try manifest(["5"], at: 5)))
    #expect(store.manifests(at: ManifestPlace(check: place.check, directory: RepositoryPath("lint"))).isEmpty)
  }

  @Test func `single files that were judged in one context add up`() throws {
    let store = try store()
    store.record([], manifests: [place: try manifest(["d"], files: ["a", "b"], grain: .file, at: 1)])
    store.record([], manifests: [place: try manifest(["d"], files: ["b", "c"], grain: .file, at: 2)])
    let kept = store.manifests(at: place)
    #expect(kept.count == 1)
    #expect(Set(kept[0].files.map { String(decoding: $0.name, as: UTF8.self) }) == ["a", "b", "c"])
    #expect(kept[0].recordedAt == 2)
  }

  @Test func `a part differs where its value does, and under another key of the store`() throws {
    let one = try manifest(["a", "b"], at: 0)
    let other = try manifest(["a", "c"], at: 0)
    #expect(zip(one.context, other.context).filter { $0 != $1 }.map(\.0.name) == [Array("1".utf8)])
    let elsewhere = try manifest(["a", "b"], at: 0, secret: [2])
    #expect(zip(one.context, elsewhere.context).allSatisfy { $0.digest != $1.digest })
  }

  @Test func `of very many files directories are told apart, and a row stays small`() throws {
    let names = (0..<20_000).map { "directory\($0 % 200)/a rather long name of a file \($0)" }
    let large = try manifest(["d"], files: names, at: 0)
    #expect(large.files.count == 200)
    let scattered = try manifest(["d"], files: (0..<1000).map { "d\($0)/f" }, at: 0)
    #expect(scattered.files.count == 1)
    let store = try store()
    for index in 0..<5 { store.record([], manifests: [place: try manifest(["\(index)"], files: names, at: 0)]) }
    #expect(!store.manifests(at: place).isEmpty)
    #expect(store.statistics().byteCount < 1 << 20)
  }

  @Test func `the store's own key stays, and each store has another`() throws {
    let store = try store()
    let key = store.digestKey()
    #expect(key.count == 64)
    #expect(store.digestKey() == key)
    #expect(try self.store("other.db").digestKey() != key)
  }

  private func store(_ name: String = "cache.db") throws -> LocalStore {
    LocalStore(path: try #require(directory).local(name), now: { 1_000_000 })
  }

  private func manifest(
    _ definition: [String], files: [String] = ["a"], grain: CheckTraits.Grain = .task, at date: Int64,
    secret: [UInt8] = [1]
  ) throws -> KeyManifest {
    let id = try #require(ObjectID(bytes: [UInt8](repeating: 7, count: 20)))
    return KeyManifest(
      traits: CheckTraits(kind: "lint", grain: grain, reading: .directory, timeout: .seconds(1)),
      dependencies: CheckDependencies(definition: definition),
      platform: Platform(system: "Linux", architecture: "x86_64", runtime: "glibc"),
      files: files.map { SnapshotFile(path: RepositoryPath($0), version: FileVersion(mode: .regular, id: id)) },
      secret: secret, recordedAt: date)
  }
}
