#!/usr/bin/env node
'use strict';

// Written so that old versions of Node read it too: they should get a sentence, not a syntax error.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	process.stderr.write(
		`s3-handshake needs Node.js 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org\n`,
	);
	process.exitCode = 2;
} else {
	start();
}

function start() {
	keepCompiledCode(require('node:module'));

	// React and the AWS SDK look at these when they are loaded.
	process.env.NODE_ENV = process.env.NODE_ENV || 'production';
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED =
		process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED || 'true';
	const main = load();
	if (main) {
		main(process.argv.slice(2)).then(end);
	}
}

// Node from 22.8 on keeps what it has compiled for the next start: in a folder of the user's own, since whoever can write
// there decides what is run. Node's own choice lies among the temporary files of all users.
function keepCompiledCode(nodeModule) {
	const folder = process.env.NODE_COMPILE_CACHE || cacheFolder();
	if (!folder || !nodeModule.enableCompileCache) {
		return;
	}

	nodeModule.enableCompileCache(folder);
	if (nodeModule.flushCompileCache) {
		// The wizard stays for long, and its window may be closed.
		setTimeout(nodeModule.flushCompileCache, 1000).unref();
	}
}

function cacheFolder() {
	const {existsSync} = require('node:fs');
	const {HOME, LOCALAPPDATA, XDG_CACHE_HOME} = process.env;
	const isWindows = process.platform === 'win32';
	const base = isWindows ? LOCALAPPDATA : XDG_CACHE_HOME || HOME;
	if (!base || !existsSync(base)) {
		return undefined;
	}

	if (isWindows) {
		return `${base}\\s3-handshake\\Cache`;
	}

	const own = process.platform === 'darwin' ? 'Library/Caches' : '.cache';
	return base === XDG_CACHE_HOME ? `${base}/s3-handshake` : `${base}/${own}/s3-handshake`;
}

function load() {
	try {
		return require('../distribution/cli.cjs').main;
	} catch (error) {
		if (error.code !== 'MODULE_NOT_FOUND') {
			throw error;
		}

		process.stderr.write(
			'A part of s3-handshake is missing. In a clone, run "npm install" first; else install it again.\n',
		);
		process.exitCode = 1;
		return undefined;
	}
}

function end(code) {
	process.exitCode = code;
	if (code === 130) {
		// What was interrupted may still hold stdin or a connection open. This is the one place that exits.
		process.exit();
	}
}
