import BundledConfig
import GateConfiguration
import GateModel
import Testing

@Suite struct PresetLoaderTests {
  @Test func `a preset arrives whole`() throws {
    let preset = try PresetLoader.load(Array(Sample.black.utf8), name: "black")
    #expect(preset.name == "black")
    #expect(preset.summary == "Python's formatter")
    #expect(Set(preset.types.map(\.name)) == ["python", "python-stub"])
    #expect(preset.files.isEmpty)
    #expect(preset.command == ["black", "--check", "--quiet", "{files}"])
    #expect(preset.fixCommand == ["black", "--quiet", "{files}"])
    #expect(preset.versionArguments == ["--version"])
    #expect(preset.format == "black")
    #expect(preset.grain == .file)
    #expect(preset.configuration == ["pyproject.toml"])
    #expect(preset.passedStatuses == [0])
    #expect(preset.failedStatuses == [1])
    #expect(preset.install == "pip install black")
  }

  @Test func `files, grain and exit may differ`() throws {
    let text = """
      {name: x, summary: s, files: "*.x", command: [x], version: [], format: f, grain: task, install: i,
       exit: {passed: [0, 3], failed: [1, 2]}}
      """
    let preset = try PresetLoader.load(Array(text.utf8), name: "x")
    #expect(preset.files.map(\.description) == ["*.x"])
    #expect(preset.grain == .task)
    #expect(preset.versionArguments == [])
    #expect(preset.passedStatuses == [0, 3])
    #expect(preset.failedStatuses == [1, 2])
  }

  @Test func `a wrong preset says everything that is wrong`() {
    let text = """
      name: y
      files: "[a"
      command: ["{files}"]
      fix: [other, "{files}"]
      grian: file
      exit: {passed: [0], failed: [0, 256]}
      """
    let error = #expect(throws: ConfigurationErrors.self) { try PresetLoader.load(Array(text.utf8), name: "x") }
    #expect(
      error?.lines.sorted() == [
        "presets/x.yml:1:1: \"format\" is missing in preset \"x\"",
        "presets/x.yml:1:1: \"install\" is missing in preset \"x\"",
        "presets/x.yml:1:1: \"summary\" is missing in preset \"x\"",
        "presets/x.yml:1:1: \"version\" is missing in preset \"x\"",
        "presets/x.yml:1:7: \"name\": the file is called \"x\"",
        "presets/x.yml:2:9: \"[a\" is no pattern: \"[\" is never closed",
        "presets/x.yml:3:10: \"command\": the program is missing",
        "presets/x.yml:4:6: \"fix\": expected the program of \"command\", and {files} among its arguments",
        "presets/x.yml:5:1: unknown key \"grian\" in preset \"x\"; did you mean \"grain\"?",
        "presets/x.yml:6:33: \"failed\": expected a whole number from 0 to 255",
        "presets/x.yml:6:7: \"passed\" and \"failed\" exclude each other in \"exit\"",
      ])
  }

  @Test(arguments: BundledConfig.presets.keys.sorted())
  func `every preset that comes with gate is as it should be`(name: String) throws {
    let preset = try #require(try PresetLibrary.bundled.preset(named: name))
    #expect(preset.command.contains("{files}") || preset.grain == .task)
    #expect(try PresetLoader.all()[name] == preset)
  }
}
