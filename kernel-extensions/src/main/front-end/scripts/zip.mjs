// A zip as plain as can be: names sorted, no times, no attributes, so that equal contents give equal entries.

import { deflateRawSync, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;
const UTF8_NAME = 0x0800;
const VERSION = 20;
/** The first day a zip can name: 1980-01-01, midnight. */
const EPOCH_DATE = 0x0021;

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) {
    value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return value;
});

function crc32(bytes) {
  let value = -1;
  for (const byte of bytes) {
    value = CRC_TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  }
  return (value ^ -1) >>> 0;
}

function byName([a], [b]) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The fields that the local and the central header share. */
function sharedFields(entry) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(UTF8_NAME, 2);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(0, 6);
  fields.writeUInt16LE(EPOCH_DATE, 8);
  fields.writeUInt32LE(entry.crc, 10);
  fields.writeUInt32LE(entry.packed.length, 14);
  fields.writeUInt32LE(entry.length, 18);
  fields.writeUInt16LE(entry.name.length, 22);
  return fields;
}

function signed(signature, ...parts) {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(signature);
  return Buffer.concat([head, ...parts]);
}

/**
 * Packs files.
 *
 * @param {Map<string, Buffer>} files contents by name, names with forward slashes
 * @returns {Buffer} the archive
 */
export function pack(files) {
  const body = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of [...files].sort(byName)) {
    const entry = {
      name: Buffer.from(name, 'utf8'),
      packed: deflateRawSync(content, { level: 9 }),
      length: content.length,
      crc: crc32(content)
    };
    const local = signed(LOCAL, sharedFields(entry), entry.name, entry.packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const version = Buffer.alloc(2);
    version.writeUInt16LE(VERSION);
    directory.push(signed(CENTRAL, version, sharedFields(entry), place, entry.name));
    body.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...body, central, signed(END, end)]);
}

/**
 * Unpacks what `pack` has packed.
 *
 * @param {Buffer} archive the archive
 * @returns {Map<string, Buffer>} contents by name
 */
export function unpack(archive) {
  const files = new Map();
  const end = archive.length - 22;
  if (end < 0 || archive.readUInt32LE(end) !== END) {
    throw new Error('not a zip of this build');
  }
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const packedLength = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const start = archive.readUInt32LE(at + 42);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const data = start + 30 + nameLength;
    files.set(name, inflateRawSync(archive.subarray(data, data + packedLength)));
    at += 46 + nameLength;
  }
  return files;
}
