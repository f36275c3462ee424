#include "platform/crypto/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace xinglin::crypto {

std::string qr_svg(std::string_view text) {
    struct Free {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    std::string const zero_ended(text);
    std::unique_ptr<QRcode, Free> const code(QRcode_encodeString8bit(zero_ended.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return {};
    constexpr int quiet = 4;
    auto const width = code->width;
    auto const side = std::to_string(width + 2 * quiet);
    std::string path;
    for (int y = 0; y < width; ++y)
        for (int x = 0; x < width; ++x) {
            int run = 0;
            while (x + run < width && (code->data[y * width + x + run] & 1) != 0) ++run;
            if (run == 0) continue;
            path += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h" + std::to_string(run) +
                    "v1h-" + std::to_string(run) + "z";
            x += run;
        }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
           "\" shape-rendering=\"crispEdges\" role=\"img\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side +
           "H0z\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>";
}

}  // namespace xinglin::crypto
