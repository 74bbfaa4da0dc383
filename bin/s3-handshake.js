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
	silenceLibraries();
	const main = load();
	if (main) {
		main(process.argv.slice(2)).then(end);
	}
}

// The program writes by its own channels alone; what a library has to say is not for the person, and would lie across the
// screen of the wizard.
function silenceLibraries() {
	process.noDeprecation = true;
	for (const name of ['debug', 'error', 'info', 'log', 'trace', 'warn']) {
		console[name] = () => {};
	}
}

// Node from 22.8 on keeps what it has compiled for the next start: in a folder of the user's own, since whoever can write
// there decides what is run. Node's own choice lies among the temporary files of all users. Where the person has named a
// folder for all programs, Node uses it by itself.
function keepCompiledCode(nodeModule) {
	if (!nodeModule.enableCompileCache) {
		return;
	}

	if (!process.env.NODE_COMPILE_CACHE) {
		const folder = safeCacheFolder();
		if (!folder) {
			return;
		}

		nodeModule.enableCompileCache(folder);
	}

	if (nodeModule.flushCompileCache) {
		// The wizard stays for long, and its window may be closed.
		setTimeout(nodeModule.flushCompileCache, 1000).unref();
	}
}

// The folder, made and found to be this user's own; none where anything is in doubt, since a start without it is only slower.
function safeCacheFolder() {
	try {
		const folder = cacheFolder();
		if (!folder) {
			return undefined;
		}

		const {chmodSync, lstatSync, mkdirSync, realpathSync} = require('node:fs');
		mkdirSync(folder, {recursive: true, mode: 0o700});
		if (!process.getuid) {
			return folder;
		}

		if (!isOwn(lstatSync(folder))) {
			return undefined;
		}

		// Whoever could change a folder around it could put another one in its place.
		const real = realpathSync(folder);
		chmodSync(real, 0o700);
		return isOwn(lstatSync(real)) && foldersAround(real).every(isClosed) ? real : undefined;
	} catch (_error) {
		return undefined;
	}
}

function isOwn(found) {
	return found.isDirectory() && found.uid === process.getuid();
}

function foldersAround(folder) {
	const {dirname} = require('node:path');
	const around = dirname(folder);
	return around === folder ? [] : [around, ...foldersAround(around)];
}

// In a folder with the sticky bit, such as /tmp, nobody can rename what belongs to others.
function isClosed(folder) {
	const {uid, mode} = require('node:fs').lstatSync(folder);
	return (uid === 0 || uid === process.getuid()) && ((mode & 0o022) === 0 || (mode & 0o1000) !== 0);
}

function cacheFolder() {
	const {existsSync} = require('node:fs');
	const path = require('node:path');
	const {HOME, LOCALAPPDATA, XDG_CACHE_HOME} = process.env;
	const isWindows = process.platform === 'win32';
	const base = isWindows ? LOCALAPPDATA : XDG_CACHE_HOME || HOME;
	if (!base || !path.isAbsolute(base) || !existsSync(base)) {
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
	// All has been written by now. What was interrupted, or did not answer in time, may still hold stdin or a connection
	// open. This is the one place that exits.
	if (code === 130) {
		process.exit();
	}

	setTimeout(() => process.exit(), 500).unref();
}
