// Files a party office might have, made up on the spot: CSV text and XLSX workbooks (stored, not compressed).
import { inflateRawSync } from 'node:zlib'

/** A CSV file for an upload. */
export const csv = (name, rows) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from('\uFEFF' + rows.map((row) => row.join(',')).join('\r\n') + '\r\n'),
})

const xml = (text) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const column = (index) => String.fromCharCode(65 + index)
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function sheet(rows) {
  const lines = rows.map((row, at) => {
    const cells = row.map((text, index) => `<c r="${column(index)}${at + 1}" t="inlineStr"><is><t>${xml(text)}</t></is></c>`)
    return `<row r="${at + 1}">${cells.join('')}</row>`
  })
  return `${head}<worksheet ${main}><sheetData>${lines.join('')}</sheetData></worksheet>`
}

/** The check sum of a zip entry. */
function crc32(data) {
  let crc = ~0
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/** Entries of a zip file, stored as they are. */
function zip(entries) {
  const bodies = []
  const directory = []
  let offset = 0
  for (const [name, text] of entries) {
    const data = Buffer.from(text)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(title.length, 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, title]))
    bodies.push(body)
    offset += body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06'), end])
}

/** An XLSX file for an upload: sheets as { name, rows }. */
export function xlsx(name, sheets) {
  const ids = sheets.map((_, at) => at + 1)
  const part = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return {
    name,
    mimeType: `${part}.sheet`,
    buffer: zip([
      [
        '[Content_Types].xml',
        `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${part}.sheet.main+xml"/>${ids.map((id) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${part}.worksheet+xml"/>`).join('')}</Types>`,
      ],
      [
        '_rels/.rels',
        `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
      [
        'xl/workbook.xml',
        `${head}<workbook ${main} xmlns:r="${office}"><sheets>${sheets.map((one, at) => `<sheet name="${xml(one.name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
      ],
      [
        'xl/_rels/workbook.xml.rels',
        `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${ids.map((id) => `<Relationship Id="rId${id}" Type="${office}/worksheet" Target="worksheets/sheet${id}.xml"/>`).join('')}</Relationships>`,
      ],
      ...sheets.map((one, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheet(one.rows)]),
    ]),
  }
}

/** A resident ID of a made-up district (429099) with its check digit; `serial` odd for men. */
export function residentId(born, serial) {
  const first = `429099${born.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...first].reduce((total, digit, at) => total + Number(digit) * weights[at], 0)
  return first + '10X98765432'[sum % 11]
}

/** Entries of a zip file by name, as the central directory tells them. */
function unzip(data) {
  const entries = {}
  const end = data.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  let at = data.readUInt32LE(end + 16)
  for (let left = data.readUInt16LE(end + 10); left > 0; --left) {
    const [method, size, title, extra, comment] = [10, 20, 28, 30, 32].map((place) =>
      place === 20 ? data.readUInt32LE(at + place) : data.readUInt16LE(at + place),
    )
    const start = data.readUInt32LE(at + 42)
    const from = start + 30 + data.readUInt16LE(start + 26) + data.readUInt16LE(start + 28)
    const packed = data.subarray(from, from + size)
    entries[data.toString('utf8', at + 46, at + 46 + title)] = (method === 8 ? inflateRawSync(packed) : packed).toString()
    at += 46 + title + extra + comment
  }
  return entries
}

const plain = (text) =>
  text.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** The texts of the first sheet of an XLSX file, row by row; a row ends with its last filled cell. */
export function readXlsx(data) {
  const parts = unzip(data)
  const shared = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, text]) => plain(text))
  return [...parts['xl/worksheets/sheet1.xml'].matchAll(/<row [^>]*?r="(\d+)"[^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, , cells]) => {
    const row = []
    for (const [, place, rest, inner] of (cells ?? '').matchAll(/<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const index = [...place].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      const value = plain(inner ?? '')
      row[index] = /t="s"/.test(rest) ? shared[Number(value)] : value
    }
    return Array.from(row, (text) => text ?? '')
  })
}
