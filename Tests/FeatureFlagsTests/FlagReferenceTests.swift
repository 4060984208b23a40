import FeatureFlags
import GateModel
import Testing

/// The keys in `sample` must be found where it marks them, and no others.
private func expectReferences(
  _ sample: String, in path: RepositoryPath, sourceLocation: SourceLocation = #_sourceLocation
) {
  let marked = MarkedText(sample)
  let found = FlagValidation.references(in: marked.bytes, path: path).filter { $0.kind == .read }
  #expect(found.map(\.range) == marked.ranges, "\(found.map(\.key))", sourceLocation: sourceLocation)
}

@Suite struct FlagReferenceTests {
  @Test func `python`() {
    expectReferences(
      """
      from openfeature import api
      client = api.get_client()
      a = client.get_boolean_value(«"new-ui"», False)
      b = client.get_string_details(
          «'colour'»,  # client.get_string_value("comment", "")
          "blue",
      )
      c = client.get_integer_value(flag_key=«"limit"», default_value=3)
      d = client.get_object_value(default_value={}, flag_key=«"shape"»)
      e = client.get_float_value(key_of("x"), 1.0) + client.get_float_value("a" "b", 1.0)
      f = f"{client.get_boolean_value(«'inside'», False)} and {{client.get_boolean_value('not', False)}}"
      '''client.get_boolean_value("docstring", False)'''
      g = client.get_boolean_value(f"flag-{name}", False)
      h = client.get_boolean_value(r«"raw"», True) or client.get_boolean_value("esc\\x41ped", True)
      i = await client.get_boolean_value_async(«"later"», True)
      """.replacing("r«\"raw\"»", with: "«r\"raw\"»"), in: "app/views.py")
  }

  @Test func `javascript and typescript`() {
    expectReferences(
      """
      import { OpenFeature } from '@openfeature/server-sdk';
      const a = await client.getBooleanValue(«'new-ui'», false);
      const b = client.getObjectValue<Shape<string>>(
        «`shape`»,
        { a: [1, 2] }, // client.getBooleanValue('comment', false)
      );
      const c = client.getStringDetails(`flag-${client.getStringValue(«"inner"», 'x')}`, 'y');
      const d = /client.getBooleanValue('regex', false)/.test("client.getBooleanValue('text', false)");
      /* client.getNumberValue('block', 1) */
      const e = a / client.getNumberValue(«'limit'», 1) / 2;
      const f = useBooleanFlagValue(«'hook'», false), g = useFlag(«'any'», 'x');
      const h = client.getBooleanValue(KEY, false) + client.getBooleanValue('a' + b, false);
      const i = <p>Don't {client.getStringValue(«'jsx'», 'x')}</p>;
      const j = <FeatureFlag flagKey=«"element"» defaultValue={true}><b>{client.getStringValue(«'k'», '')}</b></FeatureFlag>;
      const k = getBooleanValue(«'bare'», false);
      const l = client.getBooleanValue('one argument');
      """, in: "web/App.tsx")
  }

  @Test func `go`() {
    expectReferences(
      """
      import "github.com/open-feature/go-sdk/openfeature"
      a, _ := client.BooleanValue(ctx, «"new-ui"», false, openfeature.EvaluationContext{})
      b, _ := client.StringValueDetails(context.TODO(), «`colour`», "x", evalCtx)
      c := client.Boolean(ctx, «"short"», false, evalCtx)
      d := zap.String("not", "this")
      e := '"' // client.IntValue(ctx, "comment", 1, evalCtx)
      f := `client.IntValue(ctx, "raw", 1, evalCtx)`
      """, in: "main.go")
  }

  @Test func `java, kotlin and swift`() {
    expectReferences(
      """
      import dev.openfeature.sdk.Client;
      boolean a = client.getBooleanValue(«"new-ui"», false);
      char c = '"'; String t = \"\"\"
        client.getBooleanValue("block", false)
        \"\"\";
      int b = client.getIntegerValue(/* client.getIntegerValue("x", 1) */ «"limit"», 1, ctx);
      """, in: "src/App.java")
    expectReferences(
      """
      import dev.openfeature.kotlin.sdk.Client
      val a = client.getBooleanValue(key = «"new-ui"», defaultValue = false)
      val b = "${client.getStringValue(«"inner"», "x")} $a"
      /* /* client.getStringValue("nested", "x") */ client.getStringValue("still", "x") */
      val c = client.getStringValue("computed-$a", "x")
      """, in: "App.kt")
    expectReferences(
      ##"""
      import OpenFeature
      let a = client.getBooleanValue(key: «"new-ui"», defaultValue: false)
      let b = "x \(client.getStringValue(key: «"inner"», defaultValue: "y")) z"
      let c = #"client.getStringValue(key: "raw", defaultValue: "y")"#
      /* a /* b */ client.getStringValue(key: "comment", defaultValue: "y") */
      let d = client.getStringValue(key: name, defaultValue: "y")
      """##, in: "Sources/App.swift")
  }

  @Test func `c sharp, ruby, php, rust and dart`() {
    expectReferences(
      """
      using OpenFeature;
      var a = await client.GetBooleanValueAsync(«"new-ui"», false);
      var b = @"a ""quoted"" client.GetStringValueAsync(" + client.GetStringValue(«@"verbatim"», "x");
      var c = $"{client.GetStringValue(«"inner"», "x")} {{client.GetStringValue("braces", 1)}}";
      """, in: "App.cs")
    expectReferences(
      """
      require "openfeature/sdk"
      a = client.fetch_boolean_value(flag_key: «"new-ui"», default_value: false)
      b = client.fetch_string_value flag_key: «'colour'», default_value: "x"
      c = "#{client.fetch_string_value(flag_key: «'inner'», default_value: 'x')}"
      =begin
      client.fetch_string_value(flag_key: 'comment', default_value: 'x')
      =end
      d = %w[client.fetch_string_value(flag_key:"x",default_value:1)]
      e = <<~TEXT
        client.fetch_string_value(flag_key: 'heredoc', default_value: 'x')
      TEXT
      f = client.fetch_number_value(flag_key: «'limit'», default_value: 1) # 'x'
      """, in: "app.rb")
    expectReferences(
      """
      <p>Don't $client->getBooleanValue('html', false) OpenFeature</p>
      <?php
      $a = $client->getBooleanValue(«'new-ui'», false); // ?> isn't <?php
      # $client->getStringValue('comment', 'x')
      $b = $client->getStringValue(flagKey: «'colour'», defaultValue: "x");
      $c = <<<EOT
      $client->getStringValue('heredoc', 'x')
      EOT;
      ?> <b>it's</b> <?= $client->getStringValue(«'short'», 'x') ?>
      """, in: "index.php")
    expectReferences(
      """
      use open_feature::OpenFeature;
      fn f<'a>(c: char) -> bool { c == '"' }
      let a = client.get_bool_value(«"new-ui"», None, None).await;
      let b = client.get_struct_value::<Shape>(«r#"shape"#», None, None);
      let c = r"client.get_int_value(" ; let d = '\\''; let e = client.get_int_value(«"limit"», None, None);
      """, in: "src/main.rs")
    expectReferences(
      """
      import 'package:openfeature/openfeature.dart';
      final a = client.getBooleanValue(«'new-ui'», false);
      final b = "${client.getStringValue(«'inner'», 'x')} $a";
      """, in: "lib/main.dart")
  }

  @Test func `launchdarkly and unleash count where they are named`() {
    let python = "from ldclient import Context\nx = client.variation(«\"a\"», ctx, False)\n"
    expectReferences(python, in: "a.py")
    expectReferences("import { useVariant } from 'x'\nclient.variation('a', 1); client.isEnabled('b')", in: "a.ts")
    expectReferences(
      "const LD = require('launchdarkly-node-server-sdk'); ld.boolVariation(«'a'», ctx, false)", in: "a.js")
    expectReferences(
      "use launchdarkly_server_sdk::Client;\nclient.bool_variation(&context, «\"a\"», false);", in: "a.rs")
    expectReferences("const { Unleash } = x; if (client.isEnabled(«'b'»)) {}", in: "a.ts")
    expectReferences(
      "require 'unleash'\nif CLIENT.is_enabled? «\"b\"», ctx\nend\nCLIENT.is_enabled?(«'c'»)", in: "a.rb")
    expectReferences("import LaunchDarkly\nclient.boolVariation(forKey: «\"a\"», defaultValue: false)", in: "a.swift")
  }

  @Test func `without a client named, and in other files, nothing counts`() {
    expectReferences("x = json.getBooleanValue(\"a\", false);", in: "A.java")
    expectReferences("openfeature client.getBooleanValue(\"a\", false)", in: "notes.md")
    expectReferences("featureFlags.getBooleanValue(«\"a\"», false);", in: "A.java")
  }

  @Test func `a reference knows its call, client, type and whether it is a test`() throws {
    let text = Array("import openfeature\nc.get_integer_value('n', 1)".utf8)
    let reference = try #require(FlagValidation.references(in: text, path: "tests/test_a.py").first)
    #expect(
      reference
        == FlagReference(
          key: "n", path: "tests/test_a.py", range: SourceRange(line: 2, column: 21, endLine: 2, endColumn: 24),
          call: "get_integer_value", client: .openFeature, type: .number, codeDefault: .number(1), isTest: true))
  }

  @Test(
    arguments: [
      "tests/a.py", "a/test_b.py", "b_test.go", "a.test.ts", "a.spec.js", "src/__tests__/a.js", "FooTests.swift",
      "src/test/java/A.java", "conftest.py",
    ] as [RepositoryPath])
  func `tests are told by their path`(path: RepositoryPath) {
    let text = Array("openfeature getBooleanValue('a', 1) get_boolean_value('a', 1) BooleanValue(c, \"a\", 1)".utf8)
    let found = FlagValidation.references(in: text, path: path)
    #expect(!found.isEmpty)
    #expect(found.filter { !$0.isTest }.isEmpty)
  }

  @Test func `cut and shuffled code never crashes the scanner`() {
    let seeds = [
      "openfeature `a${b('", "launchdarkly variation('x'", "\"\"\"{{\\(", "r#\"", "%w[", "<<~X\n", "<?php ?>", "$@\"",
      "//", "/*", "=begin", "'",
    ]
    var state: UInt64 = 7
    for round in 0..<3000 {
      var text = "openfeature "
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += seeds[Int(state >> 33) % seeds.count]
        if state >> 60 > 7 { text += "\n" }
        if state >> 60 == 3 { text = String(text.dropLast(3)) }
      }
      let paths: [RepositoryPath] = [
        "a.py", "a.ts", "a.go", "A.java", "a.kt", "a.swift", "a.cs", "a.rb", "a.php", "a.rs", "a.dart",
      ]
      let bytes = Array(text.utf8) + (round % 3 == 0 ? [0xFF, 0x22] : [])
      for reference in FlagValidation.references(in: bytes, path: paths[round % paths.count]) {
        #expect(!reference.key.isEmpty)
      }
    }
  }
}

@Suite struct FlagReferenceRuleTests {
  private static let definitions = [
    Flag(key: "new-ui", path: "flags.json", range: SourceRange(line: 3, column: 5), type: .boolean)
  ]

  private static func findings(_ reference: FlagReference, in flags: [Flag] = definitions) -> [Finding] {
    let file = FlagFile(path: "flags.json", format: .flagd, flags: flags)
    let content = FlagContent(files: [file], references: [reference])
    return FlagInspection(content: content, today: CalendarDay(secondsSince1970: 0)).findings()
  }

  private static func reference(_ key: String, _ type: FlagValueType? = .boolean, isTest: Bool = false) -> FlagReference
  {
    FlagReference(
      key: key, path: "a.py", range: SourceRange(line: 1, column: 2), call: "get_boolean_value", client: .openFeature,
      type: type, isTest: isTest)
  }

  @Test func `a flag that is defined is no finding`() {
    #expect(Self.findings(Self.reference("new-ui")) == [])
  }

  @Test func `a flag that nobody defines is an error, with the nearest name`() {
    let findings = Self.findings(Self.reference("new-iu"))
    #expect(findings.map(\.rule) == ["flag-undefined"])
    #expect(findings.map(\.severity) == [.error])
    #expect(findings.first?.message == "`get_boolean_value` asks for flag `new-iu`, which no definition file has")
    #expect(findings.first?.help == "did you mean `new-ui`?")
    #expect(findings.first?.path == "a.py")
    #expect(findings.first?.range == SourceRange(line: 1, column: 2))
  }

  @Test func `in a test it is a warning`() {
    let findings = Self.findings(Self.reference("other", isTest: true))
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test func `a call of another type is an error, unless some definition has it`() {
    let string = Self.reference("new-ui", .string)
    #expect(
      Self.findings(string).map(\.rule) == ["flag-type-mismatch"]
    )
    var other = Self.definitions[0]
    other.type = .string
    #expect(Self.findings(string, in: Self.definitions + [other]) == [])
    #expect(Self.findings(Self.reference("new-ui", nil)) == [])
  }
}
