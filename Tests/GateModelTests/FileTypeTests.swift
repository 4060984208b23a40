import GateModel
import Testing

@Suite struct FileTypeTests {
  @Test(arguments: [
    ("a.py", ["python", "text"]), ("A.PY", ["python", "text"]), ("a.pyi", ["python-stub", "text"]),
    ("x/run.sh", ["shell", "text"]), ("run.bash", ["bash", "shell", "text"]), ("a.zsh", ["zsh", "text"]),
    ("Dockerfile", ["dockerfile", "text"]), ("x/Dockerfile.dev", ["dockerfile", "text"]),
    ("api.dockerfile", ["dockerfile", "text"]), ("api.Dockerfile", ["dockerfile", "text"]),
    ("Dockerfile.dockerignore", []), ("Dockerfile.md", ["markdown", "text"]),
    ("a.yml", ["yaml", "text"]), (".github/workflows/ci.yml", ["github-workflow", "yaml", "text"]),
    (".github/workflows/ci.yaml", ["github-workflow", "yaml", "text"]), (".github/workflows/x.sh", ["shell", "text"]),
    ("x/.github/workflows/ci.yml", ["yaml", "text"]), (".github/dependabot.yml", ["yaml", "text"]),
    ("Makefile", ["make", "text"]), (".bashrc", ["bash", "shell", "text"]), ("a.jsx", ["javascript", "jsx", "text"]),
    ("a.tsx", ["tsx", "typescript", "text"]), ("a.d.ts", ["typescript", "text"]), ("a.png", ["binary"]),
    ("a.swift", ["swift", "text"]), ("main.tf", ["terraform", "text"]), (".py", []),
    (".env.local", ["dotenv", "text"]),
    ("noextension", []), ("x.unheard", []), ("dir.py/file", []), ("trailing.", []),
  ])
  func `name and extension tell the type without a look inside`(path: String, names: [String]) {
    var isAsked = false
    let types = FileType.types(of: RepositoryPath(path), mode: .regular) {
      isAsked = true
      return nil
    }
    #expect(Set(types.map(\.name)) == Set(names))
    #expect(isAsked == names.isEmpty)
  }

  @Test(arguments: [
    ("#!/usr/bin/env -S python3 -u\n", "python"), ("#!/usr/bin/python3.12\n", "python"), ("#!/bin/sh", "shell"),
    ("#! /bin/bash -e\n", "bash"), ("#!/usr/bin/env bash\r\n", "bash"), ("#!/usr/bin/env -i A=b node\n", "javascript"),
    ("#!/usr/bin/env -u HOME ruby\n", "ruby"), ("#!/usr/bin/env -Spython3 -u\n", "python"),
    ("#!/usr/bin/env --split-string=python3 -u\n", "python"), ("#!/usr/bin/env\tperl\n", "perl"),
    ("#!/usr/local/bin/pypy3\n", "python"), ("#!/usr/bin/zsh\n", "zsh"),
  ])
  func `a shebang line tells the type`(head: String, name: String) {
    let types = FileType.types(of: "bin/tool", mode: .executable) { Array(head.utf8) }
    #expect(types.map(\.name).contains(name))
    #expect(types.contains(.text))
  }

  @Test(arguments: [
    "#!", "#!\n/bin/sh", "#!/usr/bin/env\n", "#!/usr/bin/env -S\n", "# !/bin/sh", "#!/bin/unknown", "", "#! /",
  ])
  func `no program in the shebang, no type but text`(head: String) {
    #expect(FileType.types(of: "tool", mode: .regular) { Array(head.utf8) } == [.text])
  }

  @Test func `a NUL makes a file binary`() {
    #expect(FileType.types(of: "blob", mode: .regular) { [0x23, 0x21, 0x00] } == [.binary])
    let late = Array(repeating: UInt8(ascii: "a"), count: 256) + [0]
    #expect(FileType.types(of: "blob", mode: .regular) { late } == [.text])
  }

  @Test func `what is no file has no type`() {
    for mode in [FileMode.symbolicLink, .submodule] {
      #expect(FileType.types(of: "a.py", mode: mode) { [] }.isEmpty)
    }
  }

  @Test func `names are sorted, unique and known`() throws {
    #expect(FileType.allNames == Set(FileType.allNames).sorted())
    for name in FileType.allNames { #expect(FileType(named: name)?.description == name) }
    #expect(FileType(named: "klingon") == nil)
    let promised = [
      "python", "shell", "bash", "dockerfile", "yaml", "json", "toml", "markdown", "javascript", "jsx", "typescript",
      "tsx", "css", "html", "vue", "svelte", "swift", "go", "rust", "java", "kotlin", "c", "cpp", "csharp", "ruby",
      "php",
      "perl", "lua", "sql", "terraform", "make", "xml", "text", "github-workflow",
    ]
    #expect(Set(promised).subtracting(FileType.allNames).isEmpty)
  }
}
